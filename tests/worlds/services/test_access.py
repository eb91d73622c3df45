"""Who has left a world sees what had happened by then, and nothing after; who watches changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from common.errors import NotFound
from profiles.models import User
from worlds.models import Invite, ModerationRecord, PlayerText, WorldStay
from worlds.services import chat, reports
from worlds.services.games import sessions
from worlds.services.games.view import session_view
from worlds.services.membership import archiving, creating, hosting, invites, joining, leaving, spectating
from worlds.services.membership.admission import InvitationNeeded
from worlds.services.membership.errors import NotAMember, SpectatorsWatch
from worlds.services.membership.forking import fork_game
from worlds.services.membership.joining import Joined
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

SECRET = "the heron is under the third step"
NEWCOMER = "Zuleika"
PRESENCE = re.compile(r"left_at(=None|__isnull| is None| is not None)")

Ends = Callable[[Joined, User], object]


def leaves(opened: Joined, who: User) -> object:
    return leaving.leave_world(user_id=who.pk, world_id=opened.world.pk)


def is_kicked(opened: Joined, who: User) -> object:
    return hosting.kick_player(user_id=opened.world.host_id, world_id=opened.world.pk, player=who.short_id)


def is_banned(opened: Joined, who: User) -> object:
    return hosting.ban_player(user_id=opened.world.host_id, world_id=opened.world.pk, player=who.short_id)


@pytest.fixture
def kael(db: None) -> User:
    user: User = get_user_model().objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def opened(elena: User, gate: str) -> Joined:
    return creating.create_world(user_id=elena.pk, scenario_slug=gate)


@pytest.fixture
def seat(opened: Joined, kael: User) -> Joined:
    return joining.join_world(user_id=kael.pk, world_id=opened.world.pk)


def goes_on(opened: Joined, elena: User) -> int:
    """A key is taken, a gate opened, somebody comes and something is said; the number of what was said."""
    for option in ("take_key", "open_gate"):
        play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option))
    newcomer = get_user_model().objects.create_user("zuleika", display_name=NEWCOMER)
    joining.join_world(user_id=newcomer.pk, world_id=opened.world.pk)
    return chat.send_message(user_id=elena.pk, world_id=opened.world.pk, text=SECRET).event.sequence


@pytest.mark.parametrize("ends", [leaves, is_kicked, is_banned])
def test_nothing_after_the_end_of_a_stay_is_seen(
    opened: Joined, elena: User, kael: User, seat: Joined, ends: Ends
) -> None:
    ends(opened, kael)
    said = goes_on(opened, elena)
    game, world = seat.session.short_id, opened.world.short_id
    client = Client()
    client.force_login(kael)
    for path in (
        f"/play/{game}",
        f"/play/{game}/live?after=0",
        f"/play/{game}/transcript",
        f"/play/{game}/story.md",
        f"/api/v1/game/{game}",
        f"/api/v1/game/{game}/turns",
        f"/api/v1/game/{game}/export",
        f"/api/v1/game/{game}/export?as=json",
        f"/api/v1/worlds/{world}",
        f"/api/v1/worlds/{world}/log",
        f"/api/v1/worlds/{world}/chat",
        f"/worlds/{world}/watch",
        f"/report/message/{world}:{said}",
    ):
        answer = client.get(path)
        assert answer.status_code in {200, 403, 404}, path
        assert SECRET not in answer.content.decode(), path
        assert NEWCOMER not in answer.content.decode(), path
    view = client.get(f"/api/v1/game/{game}").json()
    assert view["world"]["flags"] == {"gate_open": False}
    assert view["location"]["items"] == ["key"]
    assert view["location"]["players"] == []
    with pytest.raises(NotFound):
        reports.reported_message(reader_id=kael.pk, message_id=f"{world}:{said}")
    alone = session_view(fork_game(user_id=kael.pk, session_id=seat.session.pk))
    assert alone["world"]["flags"] == {"gate_open": False}


@pytest.mark.parametrize("ends", [leaves, is_kicked, is_banned])
def test_who_is_gone_changes_nothing_by_their_old_session(opened: Joined, kael: User, seat: Joined, ends: Ends) -> None:
    ends(opened, kael)
    client = Client()
    client.force_login(kael)
    game = f"/api/v1/game/{seat.session.short_id}"
    assert client.post(f"{game}/turns", {"option_id": "wait"}, "application/json").status_code == 403
    changed = client.patch(f"{game}/settings", {"parser_mode": True}, "application/json")
    assert changed.status_code == 403


def test_a_stay_keeps_the_moment_at_which_it_ended(opened: Joined, elena: User, kael: User, seat: Joined) -> None:
    leaves(opened, kael)
    stay = WorldStay.objects.get(user_id=kael.pk)
    opened.world.refresh_from_db()
    assert (stay.world_seq, stay.event_seq) == (opened.world.record_seq, opened.world.event_seq)
    assert stay.world_state == opened.world.world_state
    goes_on(opened, elena)
    stay.refresh_from_db()
    opened.world.refresh_from_db()
    assert stay.event_seq is not None
    assert stay.event_seq < opened.world.event_seq


def test_who_comes_back_sees_the_world_as_it_is(opened: Joined, elena: User, kael: User, seat: Joined) -> None:
    leaves(opened, kael)
    goes_on(opened, elena)
    back = joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    view = session_view(sessions.get_owned(user_id=kael.pk, session_id=back.session.pk))
    assert view["world"]["flags"] == {"gate_open": True}


def test_who_was_there_to_the_end_sees_the_end(opened: Joined, elena: User, kael: User, seat: Joined) -> None:
    goes_on(opened, elena)
    archiving.archive_world(user_id=elena.pk, world_id=opened.world.pk)
    client = Client()
    client.force_login(kael)
    page = client.get(f"/play/{seat.session.short_id}").content.decode()
    assert SECRET in page
    assert "This world has ended. Its stories stay readable." in page


def test_a_past_world_is_never_saved(opened: Joined, kael: User, seat: Joined) -> None:
    leaves(opened, kael)
    past = sessions.get_owned(user_id=kael.pk, session_id=seat.session.pk).world
    assert past is not None
    with pytest.raises(AssertionError):
        past.save()


def test_spectators_say_and_invite_nothing(opened: Joined, kael: User) -> None:
    spectating.spectate_world(user_id=kael.pk, world_id=opened.world.pk)
    hosting.change_world_settings(user_id=opened.world.host_id, world_id=opened.world.pk, visibility="private")
    with pytest.raises(SpectatorsWatch):
        chat.send_message(user_id=kael.pk, world_id=opened.world.pk, text="hello")
    with pytest.raises(SpectatorsWatch):
        invites.create_invite(user_id=kael.pk, world_id=opened.world.pk)
    client = Client()
    client.force_login(kael)
    world = f"/api/v1/worlds/{opened.world.short_id}"
    for path, body in (
        ("chat", {"text": "hello"}),
        ("invites", {}),
        ("ready", {"ready": True}),
        ("kick", {"user_id": "usr_aaaaaaaa"}),
        ("ban", {"user_id": "usr_aaaaaaaa"}),
        ("archive", {}),
    ):
        assert client.post(f"{world}/{path}", body, "application/json").status_code == 403, path
    assert client.patch(f"{world}/settings", {"visibility": "public"}, "application/json").status_code == 403
    assert not PlayerText.objects.exists()


def test_nothing_that_a_stranger_says_is_screened_or_kept(opened: Joined, kael: User) -> None:
    with pytest.raises(NotAMember):
        chat.send_message(user_id=kael.pk, world_id=opened.world.pk, text="kill yourself")
    assert not ModerationRecord.objects.exists()


def test_sending_away_takes_back_what_they_made(opened: Joined, elena: User, kael: User, seat: Joined) -> None:
    made = invites.create_invite(user_id=kael.pk, world_id=opened.world.pk)
    kept = invites.create_invite(user_id=elena.pk, world_id=opened.world.pk)
    is_kicked(opened, kael)
    assert list(Invite.objects.filter(revoked_at=None)) == [kept]
    other = get_user_model().objects.create_user("kael2")
    with pytest.raises(NotFound):
        invites.accept_invite(user_id=other.pk, code=made.code)


def test_a_code_made_before_the_kick_does_not_count_for_who_was_kicked(
    opened: Joined, elena: User, kael: User, seat: Joined
) -> None:
    hosting.change_world_settings(user_id=elena.pk, world_id=opened.world.pk, visibility="private")
    before = invites.create_invite(user_id=elena.pk, world_id=opened.world.pk)
    is_kicked(opened, kael)
    with pytest.raises(InvitationNeeded):
        invites.accept_invite(user_id=kael.pk, code=before.code)
    after = invites.create_invite(user_id=elena.pk, world_id=opened.world.pk)
    assert invites.accept_invite(user_id=kael.pk, code=after.code).session.pk == seat.session.pk


def test_who_is_present_is_asked_of_the_querysets_alone() -> None:
    root = Path(settings.BASE_DIR)
    asking = [
        path.relative_to(root).as_posix()
        for app in (
            "worlds",
            "improvisations",
            "presence",
            "relations",
            "profiles",
            "cosmos",
            "leaderboards",
            "kleene_site",
        )
        for path in (root / app).rglob("*.py")
        if "migrations" not in path.parts and PRESENCE.search(path.read_text())
    ]
    assert sorted(asking) == ["worlds/models/followers.py", "worlds/models/memberships.py"]
