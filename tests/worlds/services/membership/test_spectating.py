"""Watching a world: when spectators may speak, and what becomes of them when its host wants no more of them."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds import limits
from worlds.models import SharedWorld, WorldStay
from worlds.services import chat, frames
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import access, creating, hosting, joining, spectating
from worlds.services.membership.admission import WorldFull
from worlds.services.membership.errors import NotAMember, SpectatorsWatch
from worlds.services.membership.joining import Joined
from worlds.services.membership.removal import SpectatingClosed

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(stranger: User, world: SharedWorld) -> SharedWorld:
    """Elena's world, with a stranger who watches."""
    spectating.spectate_world(user_id=stranger.pk, world_id=world.pk)
    return world


def lets_talk(world: SharedWorld, *, talk: bool = True) -> None:
    hosting.change_world_settings(user_id=world.host_id, world_id=world.pk, spectators_talk=talk)


def closes(world: SharedWorld) -> None:
    hosting.change_world_settings(user_id=world.host_id, world_id=world.pk, spectators_allowed=False)


def post(who: User, world: SharedWorld, body: dict[str, str]) -> tuple[int, dict[str, object]]:
    client = Client()
    client.force_login(who)
    answer = client.post(f"/api/v1/worlds/{world.short_id}/chat", body, "application/json")
    return answer.status_code, answer.json()


def test_spectators_are_silent_at_first(stranger: User, watched: SharedWorld) -> None:
    status, answer = post(stranger, watched, {"text": "Look behind you"})
    assert status == 403
    assert answer["error"]["code"] == "forbidden"  # type: ignore[index]


def test_where_the_host_lets_them_they_speak_to_the_world_and_are_marked_for_everybody(
    elena: User, stranger: User, watched: SharedWorld
) -> None:
    lets_talk(watched)
    status, answer = post(stranger, watched, {"text": "Look behind you"})
    assert (status, answer["role"]) == (201, "spectator")
    [heard] = chat.chat_history(user_id=elena.pk, world_id=watched.pk)
    assert frames.event_fields(heard)["role"] == "spectator"
    [own] = chat.chat_history(user_id=stranger.pk, world_id=watched.pk)
    assert frames.event_fields(own)["display_name"] == stranger.display_name
    status, answer = post(elena, watched, {"text": "Thank you"})
    assert (status, "role" in answer) == (201, False)


@pytest.mark.parametrize("elsewhere", [{"channel": "room"}, {"to": "host"}])
def test_they_speak_neither_in_rooms_nor_in_whispers(
    elsewhere: dict[str, str], elena: User, stranger: User, watched: SharedWorld
) -> None:
    lets_talk(watched)
    to = {"to": elena.short_id} if "to" in elsewhere else elsewhere
    with pytest.raises(SpectatorsWatch):
        chat.send_message(user_id=stranger.pk, world_id=watched.pk, text="psst", **to)


def test_what_was_allowed_can_be_taken_back(stranger: User, watched: SharedWorld) -> None:
    lets_talk(watched)
    lets_talk(watched, talk=False)
    with pytest.raises(SpectatorsWatch):
        chat.send_message(user_id=stranger.pk, world_id=watched.pk, text="hello")


def test_strangers_stay_silent_whatever_spectators_may(kael: User, watched: SharedWorld) -> None:
    lets_talk(watched)
    with pytest.raises(NotAMember):
        chat.send_message(user_id=kael.pk, world_id=watched.pk, text="hello")


def test_pages_have_a_box_for_those_who_may_speak_and_say_who_only_watches(
    elena: User, stranger: User, watched: SharedWorld
) -> None:
    window = Client()
    window.force_login(stranger)
    page = f"/worlds/{watched.short_id}/watch"
    assert b'id="talk"' not in window.get(page).content
    lets_talk(watched)
    told = window.get(page).content
    assert b'id="talk"' in told
    assert b"Whisper" not in told
    answer = window.post(f"/worlds/{watched.short_id}/say", {"text": "I see a fox", "to": ""}, follow=True)
    assert "watching" in text_of(answer)
    assert "I see a fox" in text_of(answer)


def test_who_closes_a_world_sends_away_those_who_watch_and_nobody_who_has_played(
    elena: User, kael: User, stranger: User, watched: SharedWorld
) -> None:
    joining.join_world(user_id=kael.pk, world_id=watched.pk)
    closes(watched)
    assert [each.reason for each in WorldStay.objects.all()] == [WorldStay.Reason.CLOSED]
    assert access.is_present(user_id=kael.pk, world_id=watched.pk)
    assert not access.is_present(user_id=stranger.pk, world_id=watched.pk)
    with pytest.raises(SpectatingClosed):
        access.present_place(user_id=stranger.pk, world_id=watched.pk)
    assert verify_world(world_id=watched.pk)["ok"]


def test_calls_say_that_spectating_is_closed_until_it_is_open_again(stranger: User, watched: SharedWorld) -> None:
    closes(watched)
    client = Client()
    client.force_login(stranger)
    log = f"/api/v1/worlds/{watched.short_id}/log"
    assert client.get(log).json()["error"]["code"] == "spectating_closed"
    hosting.change_world_settings(user_id=watched.host_id, world_id=watched.pk, spectators_allowed=True)
    assert client.get(log).json()["error"]["code"] == "not_a_member"
    spectating.spectate_world(user_id=stranger.pk, world_id=watched.pk)
    assert client.get(log).status_code == 200


def test_who_was_sent_away_so_may_join(stranger: User, watched: SharedWorld) -> None:
    closes(watched)
    assert isinstance(joining.join_world(user_id=stranger.pk, world_id=watched.pk), Joined)


def test_a_full_world_says_whether_one_may_watch(
    elena: User, kael: User, stranger: User, gate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, max_players=2).world
    joining.join_world(user_id=kael.pk, world_id=small.pk)

    def refusal() -> WorldFull:
        with pytest.raises(WorldFull) as refused:
            joining.join_world(user_id=stranger.pk, world_id=small.pk)
        return refused.value

    assert refusal().details == {"can_spectate": True}
    assert "You can watch it" in refusal().message
    monkeypatch.setattr(limits, "SPECTATORS", 0)
    assert refusal().details == {"can_spectate": False}
    closes(small)
    assert refusal().details == {"can_spectate": False}
    assert "watch" not in refusal().message
