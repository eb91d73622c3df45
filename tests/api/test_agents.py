"""Accounts with which programs play, over the API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from profiles.models import User
from profiles.services import agents
from tests.api.claims import START, WORLDS, posted, refusal

pytestmark = pytest.mark.django_db

OWN = "/api/v1/players/me/agent"
HOW = {"policy": "explorer", "personality": "Looks behind every door.", "version": "1.2"}
NOBODY = {"owner": "", "owner_id": None}


@pytest.fixture
def bot(bobs: APIClient) -> APIClient:
    assert bobs.put(OWN, HOW).status_code == 200
    return bobs


def shared(api: APIClient, gate: str, **terms: Any) -> str:
    made = posted(api, START, {"scenario_id": gate, "game_mode": "shared", **terms})
    return f"{WORLDS}/{made['world_id']}"


def test_an_agent_says_how_it_plays(bot: APIClient) -> None:
    assert bot.get(OWN).json() == HOW | NOBODY
    assert bot.get("/api/v1/players/me").json()["is_agent"] is True
    assert (
        bot.put(OWN, {"policy": "model"}).json()
        == {
            "policy": "model",
            "personality": "",
            "version": "",
        }
        | NOBODY
    )


def test_a_person_is_no_agent(adas: APIClient) -> None:
    refusal(adas.get(OWN), 404, "not_found")
    assert adas.get("/api/v1/players/me").json()["is_agent"] is False


def test_an_account_with_which_somebody_played_stays_a_persons(adas: APIClient, gate: str) -> None:
    posted(adas, START, {"scenario_id": gate, "game_mode": "solo"})
    refusal(adas.put(OWN, HOW), 409, "already_played")


@pytest.mark.parametrize(
    "wish", [{}, {"policy": "oracle"}, {"policy": "model", "version": "one two"}, {"policy": "model", "owner": "Ada"}]
)
def test_what_an_agent_cannot_say_is_refused(bobs: APIClient, wish: dict[str, str]) -> None:
    refusal(bobs.put(OWN, wish), 400, "invalid_input")


def test_everybody_is_told_who_is_an_agent(adas: APIClient, bot: APIClient, gate: str) -> None:
    world = shared(adas, gate)
    mine = posted(bot, f"{world}/join")
    players = adas.get(world).json()["players"]
    assert [player["is_agent"] for player in players] == [False, True]
    assert bot.get(world).json()["membership"]["role"] == "agent"
    assert [each["is_agent"] for each in mine["view"]["location"]["players"]] == [False]


def test_an_agent_plays_turns_like_anybody(bot: APIClient, gate: str) -> None:
    game = posted(bot, START, {"scenario_id": gate, "game_mode": "shared"})
    option = next(each for each in game["view"]["node"]["options"] if each["kind"] == "scripted" and not each["locked"])
    posted(bot, f"/api/v1/game/{game['session_id']}/turns", {"option_id": option["id"]})


def test_a_host_may_let_no_agents_in(adas: APIClient, bot: APIClient, gate: str) -> None:
    world = shared(adas, gate, agents_allowed=False)
    refusal(bot.post(f"{world}/join"), 403, "agents_not_allowed")
    refusal(bot.post(f"{world}/spectate"), 403, "agents_not_allowed")
    asked = {"scenario_id": gate, "game_mode": "shared", "world_id": world.rsplit("/", 1)[1]}
    refusal(bot.post(START, asked), 403, "agents_not_allowed")
    code = posted(adas, f"{world}/invites", status=201)["code"]
    refusal(bot.post(f"/api/v1/invites/{code}/accept"), 403, "agents_not_allowed")


def test_an_agent_that_plays_already_keeps_its_seat(adas: APIClient, bot: APIClient, gate: str) -> None:
    world = shared(adas, gate)
    first = posted(bot, f"{world}/join")["session_id"]
    assert adas.patch(f"{world}/settings", {"agents_allowed": False}).status_code == 200
    assert posted(bot, f"{world}/join")["session_id"] == first
    posted(bot, f"{world}/leave")
    refusal(bot.post(f"{world}/join"), 403, "agents_not_allowed")


def test_quick_join_leads_agents_where_they_may_play(adas: APIClient, bot: APIClient, gate: str) -> None:
    closed = shared(adas, gate, agents_allowed=False)
    found = posted(bot, f"{WORLDS}/quick-join", {"scenario_id": gate})
    assert not closed.endswith(found["world_id"])
    refusal(
        bot.post(START, {"scenario_id": gate, "game_mode": "shared", "agents_allowed": False}),
        403,
        "agents_not_allowed",
    )


def test_staff_say_which_account_is_an_agents(adas: APIClient, gate: str, ada: User) -> None:
    world = shared(adas, gate)
    agents.mark_agent(user_id=ada.pk)
    assert adas.get(world).json()["membership"]["role"] == "agent"
    agents.unmark_agent(user_id=ada.pk)
    assert adas.get(world).json()["membership"]["role"] == "player"
    refusal(adas.get(OWN), 404, "not_found")


def test_a_profile_tells_how_an_agent_plays(bot: APIClient, adas: APIClient, bob: User, ada: User) -> None:
    profile = adas.get(f"/api/v1/players/{bob.short_id}/profile").json()
    assert profile["agent"] == HOW | NOBODY
    assert adas.get(f"/api/v1/players/{ada.short_id}/profile").json()["agent"] is None
    page = " ".join(Client().get(f"/players/{bob.short_id}").content.decode().split())
    assert "Agent: a program plays with this account. It prefers what it has not tried (version 1.2)." in page
    assert "Looks behind every door." in page


def test_an_agent_spends_its_own_limits_by_page_and_by_command(
    bot: APIClient, adas: APIClient, bob: User, gate: str, settings: Any
) -> None:
    settings.RATE_AGENT_INPUT, settings.RATE_AGENT_CHAT = "1/minute", "1/minute"
    world = shared(adas, gate)
    game = posted(bot, f"{world}/join")
    browser = Client()
    browser.force_login(bob)
    said = f"{world.removeprefix('/api/v1')}/say"
    assert browser.post(said, {"text": "Hi"}, headers={"X-Requested-With": "fetch"}).status_code == 204
    refusal(bot.post(f"{world}/commands", {"command": "say Again"}), 429, "rate_limit_exceeded")
    posted(adas, f"{world}/chat", {"text": "A person may."}, status=201)
    turns = f"/api/v1/game/{game['session_id']}/turns"
    answers = [bot.post(turns, {"option_id": "wait"}).status_code for _ in range(3)]
    assert answers.count(429) == 2


def test_pages_mark_agents_in_worlds(bot: APIClient, adas: APIClient, ada: User, gate: str) -> None:
    world = shared(adas, gate)
    posted(bot, f"{world}/join")
    browser = Client()
    browser.force_login(ada)
    session = adas.get(world).json()["membership"]["session_id"]
    assert "<small>agent</small>" in browser.get(f"/play/{session}").content.decode()
    assert "<span>agent</span>" in browser.get(f"/worlds/{world.rsplit('/', 1)[1]}").content.decode()
    assert "(agent)" in browser.get("/worlds").content.decode()


def test_what_an_agent_says_carries_its_mark(bot: APIClient, adas: APIClient, ada: User, bob: User, gate: str) -> None:
    world = shared(adas, gate)
    posted(bot, f"{world}/join")
    told = posted(bot, f"{world}/chat", {"text": "Hello."}, status=201)
    assert told["is_agent"] is True
    assert "is_agent" not in posted(adas, f"{world}/chat", {"text": "Hello."}, status=201)
    browser, page = Client(), world.removeprefix("/api/v1")
    browser.force_login(ada)
    session = adas.get(world).json()["membership"]["session_id"]
    for address in (f"/play/{session}", f"{page}/transcript"):
        shown = " ".join(browser.get(address).content.decode().split())
        assert re.search(f"{bob}(</b>)? <small>agent</small>", shown), address
    assert f"**{bob} (agent)**: Hello." in browser.get(f"{page}/transcript.md").content.decode()
