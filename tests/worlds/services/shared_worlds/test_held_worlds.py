"""A world's row that somebody keeps to themselves: whoever comes is told to come again, and nobody hangs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from profiles.models import User
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from tests.worlds.services.shared_worlds.holding import held, world_row
from tests.worlds.services.shared_worlds.inboxes import TIDE
from worlds.models import GameSession, InboxEffect, SharedWorld
from worlds.services.membership import archiving, creating, inbox, joining, matchmaking
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def row_of_session(session: GameSession) -> QuerySet[GameSession]:
    return GameSession.objects.select_for_update(no_key=True).filter(pk=session.pk)


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LONGEST_WAIT", 0.1)


@pytest.fixture
def pair() -> Tally:
    return tally(2)


Call = Callable[[Client, str, Tally], int]


def asked(path: str, method: str = "post", **body: object) -> Call:
    """A call of the host's, by path below the world."""

    def call(client: Client, world: str, pair: Tally) -> int:
        told = {name: value(pair) if callable(value) else value for name, value in body.items()}
        answer = getattr(client, method)(f"{world}/{path}", told, content_type="application/json")
        if answer.status_code == 503:
            assert (answer.json()["error"]["code"], int(answer["Retry-After"])) == ("unavailable", 1)
        return int(answer.status_code)

    return call


def other(pair: Tally) -> str:
    return pair.hands[1].session.user.short_id


CALLS = {
    "join": asked("join"),
    "leave": asked("leave"),
    "spectate": asked("spectate"),
    "settings": asked("settings", "patch", visibility="private"),
    "kick": asked("kick", user_id=other),
    "ban": asked("ban", user_id=other),
    "ready": asked("ready", ready=True),
    "invite": asked("invites"),
    "chat": asked("chat", text="hello"),
    "archive": asked("archive"),
}


@pytest.mark.parametrize("name", CALLS)
def test_who_finds_a_world_held_is_told_when_to_come_again(pair: Tally, name: str) -> None:
    client, world = Client(), f"/api/v1/worlds/{pair.world.short_id}"
    client.force_login(pair.hands[0].session.user)
    with held(world_row(pair.world_id)):
        assert CALLS[name](client, world, pair) == 503
    assert pair.world.player_count == 2
    assert CALLS[name](client, world, pair) in {200, 201, 409}


def test_giving_up_and_settings_of_a_game_there_wait_no_longer(pair: Tally) -> None:
    client, game = Client(), f"/api/v1/game/{pair.hands[0].session.short_id}"
    client.force_login(pair.hands[0].session.user)
    with held(world_row(pair.world_id)):
        assert client.patch(f"{game}/settings", {"parser_mode": True}, "application/json").status_code == 503
        assert client.post(f"{game}/abandon", {}, "application/json").status_code == 503
    assert pair.hands[0].session.is_active


def test_quick_join_passes_a_held_world_by(pair: Tally) -> None:
    late = User.objects.create_user("late")
    with held(world_row(pair.world_id)):
        joined = matchmaking.quick_join(user_id=late.pk, scenario_slug="tally")
    assert joined.world.pk != pair.world_id


def test_the_worker_applies_the_inboxes_of_other_worlds(pair: Tally) -> None:
    free = tally(1, name="free")
    for world in (pair, free):
        hand = world.hands[0]
        GameSession.objects.filter(pk=hand.session_id).update(status=GameSession.Status.COMPLETED)  # nothing to settle
        InboxEffect.objects.create(
            world_id=world.world_id, session_id=hand.session_id, errand={}, created_at=timezone.now()
        )
    with held(world_row(pair.world_id)):
        assert inbox.apply_all_inboxes() == "1 inbox entries applied"
    assert InboxEffect.objects.get(applied_at=None).world_id == pair.world_id


def test_a_turn_with_an_effect_on_somebody_who_is_acting_waits_for_nobody(pair: Tally) -> None:
    """It would wait in the database for a second session while it holds the world: two such turns, and both are dead."""
    import_scenario(source=TIDE, slug="tide")
    one, other = (hand.session.user for hand in pair.hands)
    made = creating.create_world(user_id=one.pk, scenario_slug="tide")
    joined = joining.join_world(user_id=other.pk, world_id=made.world.pk)
    with held(row_of_session(joined.session)):
        for _ in range(2):
            assert Hand(one.pk, made.session.pk).play("wait").result["kind"] == "choice"
        assert InboxEffect.objects.filter(session=joined.session, applied_at=None).count() == 1
    assert inbox.apply_inbox(session_id=joined.session.pk) == 1


def test_a_world_that_is_held_is_not_idle(pair: Tally) -> None:
    SharedWorld.objects.update(last_activity_at=timezone.now() - timedelta(days=30))
    with held(world_row(pair.world_id)):
        assert archiving.archive_idle() == []
    assert archiving.archive_idle() == [pair.world.short_id]
