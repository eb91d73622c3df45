"""Starting together: nobody plays before all are ready, or the host starts."""

from __future__ import annotations

import pytest
from django.test import Client

from common.errors import InvalidInput
from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating, hosting, joining, leaving, spectating
from worlds.services.membership.errors import NotStarted
from worlds.services.membership.hosting import NotTheHost
from worlds.services.membership.joining import Joined
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(elena: User, gate: str) -> Joined:
    """Elena's world, which waits for those who want to start together."""
    return creating.create_world(user_id=elena.pk, scenario_slug=gate, ready_check=True)


@pytest.fixture
def beside(kael: User, waiting: Joined) -> Joined:
    return joining.join_world(user_id=kael.pk, world_id=waiting.world.pk)


def ready(who: User, world: SharedWorld, *, is_ready: bool = True) -> None:
    hosting.set_ready(user_id=who.pk, world_id=world.pk, is_ready=is_ready)


def plays(who: User, seat: Joined) -> str:
    request = TurnRequest(option_id="wait")
    return playing.play_turn(user_id=who.pk, session_id=seat.session.pk, request=request).result["kind"]


def phase(world: SharedWorld) -> str:
    return SharedWorld.objects.get(pk=world.pk).phase


def test_nobody_plays_before_all_are_ready(elena: User, kael: User, waiting: Joined, beside: Joined) -> None:
    ready(elena, waiting.world)
    for who, seat in ((elena, waiting), (kael, beside)):
        with pytest.raises(NotStarted):
            plays(who, seat)
    assert SharedWorld.objects.get().turn == 0
    ready(kael, waiting.world)
    assert phase(waiting.world) == "active"
    assert plays(kael, beside) == "choice"
    assert verify_world(world_id=waiting.world.pk)["ok"]


def test_one_alone_does_not_start_by_being_ready(elena: User, waiting: Joined) -> None:
    ready(elena, waiting.world)
    assert phase(waiting.world) == "waiting"


def test_who_comes_while_the_others_are_ready_is_waited_for(
    elena: User, kael: User, stranger: User, waiting: Joined, beside: Joined
) -> None:
    ready(elena, waiting.world)
    joining.join_world(user_id=stranger.pk, world_id=waiting.world.pk)
    ready(kael, waiting.world)
    assert phase(waiting.world) == "waiting"
    leaving.leave_world(user_id=stranger.pk, world_id=waiting.world.pk)
    assert phase(waiting.world) == "active"  # nobody is waited for who has left
    assert verify_world(world_id=waiting.world.pk)["ok"]


def test_who_takes_it_back_is_waited_for(elena: User, kael: User, waiting: Joined, beside: Joined) -> None:
    ready(elena, waiting.world)
    ready(elena, waiting.world, is_ready=False)
    ready(kael, waiting.world)
    assert phase(waiting.world) == "waiting"


def test_spectators_are_not_waited_for(
    elena: User, kael: User, stranger: User, waiting: Joined, beside: Joined
) -> None:
    spectating.spectate_world(user_id=stranger.pk, world_id=waiting.world.pk)
    ready(elena, waiting.world)
    ready(kael, waiting.world)
    assert phase(waiting.world) == "active"


def test_the_host_starts_when_they_like_and_nobody_else(
    elena: User, kael: User, waiting: Joined, beside: Joined
) -> None:
    with pytest.raises(NotTheHost):
        hosting.change_world_settings(user_id=kael.pk, world_id=waiting.world.pk, ready_check=False)
    hosting.change_world_settings(user_id=elena.pk, world_id=waiting.world.pk, ready_check=False)
    assert plays(elena, waiting) == "choice"
    with pytest.raises(InvalidInput):  # what has begun does not wait again
        hosting.change_world_settings(user_id=elena.pk, world_id=waiting.world.pk, ready_check=True)


def test_calls_tell_the_phase_and_refuse_turns_with_a_code(elena: User, waiting: Joined) -> None:
    client = Client()
    client.force_login(elena)
    world = f"/api/v1/worlds/{waiting.world.short_id}"
    assert client.get(world).json()["phase"] == "waiting"
    turns = f"/api/v1/game/{waiting.session.short_id}/turns"
    answer = client.post(turns, {"option_id": "wait"}, "application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_started")
    told = client.patch(f"{world}/settings", {"ready_check": False}, "application/json").json()
    assert told["phase"] == "active"


def test_the_page_of_the_game_says_who_is_ready_and_has_the_buttons(
    elena: User, kael: User, waiting: Joined, beside: Joined
) -> None:
    host, guest = Client(), Client()
    host.force_login(elena)
    guest.force_login(kael)
    page = f"/play/{beside.session.short_id}"
    told = text_of(guest.get(page))
    assert "This world starts when all players are ready: 0 of 2." in told
    assert "Start now" not in told
    assert "This world starts when all players are ready" in text_of(
        guest.post(page, {"option_id": "wait"}, follow=True)
    )
    told = text_of(guest.post(f"/worlds/{waiting.world.short_id}/ready", {"ready": "yes", "back": "play"}, follow=True))
    assert "1 of 2. Ready: Kael." in told
    told = text_of(host.post(f"/worlds/{waiting.world.short_id}/ready", {"ready": "start"}, follow=True))
    assert "The story begins." in told
    assert "This world starts" not in text_of(guest.get(page))


def test_a_host_makes_such_a_world_by_a_form(elena: User, gate: str) -> None:
    browser = Client()
    browser.force_login(elena)
    given = {"scenario": gate, "game_mode": "shared", "visibility": "public", "max_players": "2", "time_policy": "sum"}
    browser.post("/worlds/new", {**given, "starts": "together"})
    assert SharedWorld.objects.get().ready_check
    assert "waiting to start" in text_of(Client().get("/worlds"))
