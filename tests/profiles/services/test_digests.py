"""News by e-mail: only for those who asked, at most once a day, and nothing in it that others wrote."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from django.utils import timezone

from common import jobs
from common.throttles import CountersInMemory, counters
from improvisations.services import reviewing
from presence.models import PlayerPresence
from profiles import jobs as profiles_jobs
from profiles.models import MailChoices, OutgoingEmail, User
from profiles.services import deletion, digests, mail_choices
from profiles.services.delivery import send_emails
from tests.improvisations.conftest import Shares, elena, game, gate, mira, plays, shares
from tests.profiles.mail import delivered
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, at_once, tally
from worlds.models import Invite
from worlds.services import chat
from worlds.services.membership import invited, invites, leaving

__all__ = ["Shares", "elena", "game", "gate", "mira", "plays", "shares"]
pytestmark = pytest.mark.django_db
MARKER = "quillberry"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


def wants(user: User, **wish: bool) -> User:
    """Somebody with a proved address who asked for these news an hour ago."""
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org", email_proved_at=Now())
    user.refresh_from_db()
    mail_choices.change_mail_choices(user=user, wish=wish)  # type: ignore[arg-type]
    before = timezone.now() - timedelta(hours=1)
    MailChoices.objects.filter(user=user).update(told_from=before, told_until=before, due_at=before)
    return user


def later(**span: float) -> datetime:
    return timezone.now() + timedelta(**(span or {"hours": 2}))


def round_at(moment: datetime) -> list[EmailMessage]:
    """What was sent so far, after both jobs have done a round at this moment."""
    digests.order_due(at=moment)
    return delivered()


@pytest.fixture
def world() -> Tally:
    return tally(2)


def waiting(world: Tally) -> User:
    """The one who is away, and wants to hear of it."""
    return wants(User.objects.get(pk=world.hands[0].user_id), worlds=True)


def other(world: Tally) -> Hand:
    return world.hands[1]


def test_nobody_gets_news_who_has_not_asked(world: Tally) -> None:
    User.objects.update(email="hand@example.org")
    other(world).play("mark")
    assert round_at(later()) == []
    assert not MailChoices.objects.exists()


def test_somebody_who_was_away_is_told_how_many_turns_others_played(world: Tally) -> None:
    user = waiting(world)
    world.hands[0].play("mark")
    other(world).play("mark")
    other(world).play("sing", text=f"A song of a {MARKER}")
    chat.send_message(user_id=other(world).user_id, world_id=world.world_id, text=f"A {MARKER}!")
    [email] = round_at(later())
    body = str(email.body)
    assert email.to == [user.email]
    assert "2 turns by other players" in body
    assert f"/worlds/{world.world.short_id}\n" in body
    assert MARKER not in body
    assert "hand1" not in body


def invited_to(world: Tally) -> tuple[User, Invite]:
    """Somebody who wants to hear of invitations, has left, and is asked back."""
    user = wants(User.objects.get(pk=world.hands[0].user_id), invitations=True)
    leaving.leave_world(user_id=user.pk, world_id=world.world_id)
    host = other(world).user_id
    return user, invited.invite_player(user_id=host, world_id=world.world_id, player=user.short_id)


def test_an_invitation_is_told_of_with_its_link_and_without_a_name(world: Tally) -> None:
    user, invite = invited_to(world)
    [email] = round_at(later())
    body = str(email.body)
    assert email.to == [user.email]
    assert "you are invited to a shared world" in body
    assert f"/invites/{invite.code}\n" in body
    assert "hand1" not in body
    assert len(round_at(later(hours=30))) == 1, "it is told once"


@pytest.mark.parametrize("ended", ["declined", "revoked", "accepted"])
def test_an_invitation_that_counts_no_more_is_not_told_of(world: Tally, ended: str) -> None:
    user, invite = invited_to(world)
    match ended:
        case "declined":
            invited.decline_invitation(user_id=user.pk, code=invite.code)
        case "revoked":
            invites.revoke_invite(user_id=other(world).user_id, world_id=world.world_id, code=invite.code)
        case "accepted":
            invites.accept_invite(user_id=user.pk, code=invite.code)
    assert round_at(later()) == []


def test_who_did_not_ask_hears_of_no_invitation(world: Tally) -> None:
    user, _ = invited_to(world)
    mail_choices.change_mail_choices(user=user, wish={"invitations": False, "worlds": True})
    assert round_at(later()) == []


def test_an_email_can_be_stopped_by_one_click_as_mail_programs_do_it(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    [email] = round_at(later())
    link = email.extra_headers["List-Unsubscribe"].strip("<>")
    assert email.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in str(email.body)
    assert link.startswith(f"http://127.0.0.1:8000/account/mail/{user.short_id}/")


def test_there_is_at_most_one_email_a_day_and_each_tells_only_what_is_new(world: Tally) -> None:
    waiting(world)
    other(world).play("mark")
    assert len(round_at(later(hours=2))) == 1
    other(world).play("mark")
    assert len(round_at(later(hours=25))) == 1
    assert len(round_at(later(hours=27))) == 1, "what was played before the first e-mail is not told again"


def test_what_happened_after_an_email_is_told_by_the_next_one(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    assert len(round_at(later(minutes=2))) == 1
    MailChoices.objects.filter(user=user).update(told_until=timezone.now())
    other(world).play("mark")
    emails = round_at(later(hours=30))
    assert len(emails) == 2
    assert "1 turn by another player" in str(emails[-1].body)


@pytest.mark.parametrize("change", [{"email_proved_at": None}, {"is_active": False}])
def test_nothing_is_sent_to_unproved_addresses_and_closed_accounts(world: Tally, change: dict[str, object]) -> None:
    user = waiting(world)
    other(world).play("mark")
    User.objects.filter(pk=user.pk).update(**change)
    assert round_at(later()) == []


def test_who_was_here_within_the_hour_gets_no_email_and_who_was_here_since_is_told_the_rest(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    PlayerPresence.objects.update_or_create(user=user, defaults={"last_heartbeat": timezone.now()})
    other(world).play("mark")
    assert round_at(later(minutes=30)) == []
    [email] = round_at(later(hours=3))
    assert "1 turn by another player" in str(email.body)


def test_worlds_that_were_left_or_have_ended_are_not_told_of(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    digests.order_due(at=later())
    assert OutgoingEmail.objects.count() == 1
    leaving.leave_world(user_id=user.pk, world_id=world.world_id)
    assert delivered() == []


def test_who_stops_them_gets_not_even_the_one_that_is_on_its_way(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    digests.order_due(at=later())
    user_id, token = mail_choices.stop_link_of(user)
    mail_choices.stop_mail(user_id=user_id, token=token)
    assert delivered() == []
    assert mail_choices.mail_wishes_of(user) == mail_choices.NOTHING


def test_choosing_again_tells_of_nothing_from_before(world: Tally) -> None:
    user = waiting(world)
    other(world).play("mark")
    mail_choices.change_mail_choices(user=user, wish={"worlds": False})
    mail_choices.change_mail_choices(user=user, wish={"worlds": True})
    assert round_at(later()) == []


def test_an_author_is_told_of_decisions_without_the_words_about_them(elena: User, mira: User, shares: Shares) -> None:
    wants(elena, decisions=True)
    told = {"narrative_response": "He eats it.", "outcome": "Eaten.", "classification": "discovery"}
    row = shares(f"I offer the keeper a {MARKER}.", **told)
    reviewing.reject_idea(improvisation_id=row.pk, moderator_id=mira.pk, notes=f"Which {MARKER}?")
    [email] = round_at(later())
    body = str(email.body)
    assert f": rejected\nhttp://127.0.0.1:8000/improvisations/{row.short_id}\n" in body
    assert MARKER not in body


def test_a_round_looks_for_so_many_people_and_goes_on_with_the_next(
    world: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_A_ROUND", 1)
    for hand in world.hands:
        wants(User.objects.get(pk=hand.user_id), worlds=True)
        hand.play("mark")
    at = later()
    assert [digests.order_due(at=at) for _ in range(3)] == [1, 1, 0]


def test_whoever_deletes_their_account_leaves_no_choices(world: Tally) -> None:
    user = waiting(world)
    deletion.say_farewell(user_id=user.pk, confirm=user.short_id, address="")
    assert not MailChoices.objects.exists()


def test_the_worker_looks_every_five_minutes() -> None:
    profiles_jobs.register_jobs()
    assert jobs.registered["order-digests"].every == timedelta(minutes=5)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_several_workers_at_once_one_orders_and_one_sends() -> None:
    world = tally(2)
    waiting(world)
    other(world).play("mark")
    assert sorted(at_once([partial(digests.order_due, at=later())] * 4)) == [0, 0, 0, 1]
    assert sorted(at_once([send_emails] * 4)) == ["", "", "", "sent 1 e-mails"]
