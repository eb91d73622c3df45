"""A client of the protocol's own library plays from a start to a board, over both transports, against a whole server."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from agents import limits
from common.database_threads import in_thread
from profiles.models import User
from profiles.services import accounts, agents, own_agents, tokens
from tests.kleene_site.both_servers import server
from tests.kleene_site.programs import ROOT
from tests.worlds.consumers.served import Site, served
from tests.worlds.services.ready_stories import GATE
from worlds.services.membership import creating
from worlds.services.stories import scenarios

__all__ = ["server"]  # a fixture

Connects = Callable[[Site, str], AbstractAsyncContextManager[Client]]
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
SPOKEN = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    scenarios.import_scenario(source=GATE, slug="gate")
    with served(tmp_path) as running:
        yield running


@pytest.fixture
def bot(site: Site) -> User:
    user = accounts.create_guest(display_name="Bard")
    agents.declare_agent(user_id=user.pk, policy="model")
    user.refresh_from_db()
    return user


@pytest.fixture
def token(bot: User) -> str:
    return tokens.issue_pair(bot)["access"]


@asynccontextmanager
async def by_http(site: Site, token: str) -> AsyncIterator[Client]:
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http,
        Client(streamable_http_client(site.url("/mcp"), http_client=http)) as client,
    ):
        yield client


@asynccontextmanager
async def by_stdio(site: Site, token: str) -> AsyncIterator[Client]:
    command = [str(ROOT / "manage.py"), "mcp_server", "--server", site.url("")]
    env = {**os.environ, "KLEENE_TOKEN": token, "SECRET_KEY": "not-that-of-the-server"}
    async with Client(StdioServerParameters(command=sys.executable, args=command, env=env)) as client:
        yield client


async def answered(client: Client, tool: str, **given: Any) -> Any:
    result = await client.call_tool(tool, given)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    told = result.structured_content
    return told["result"] if set(told) == {"result"} else told


async def refused(client: Client, tool: str, **given: Any) -> str:
    result = await client.call_tool(tool, given)
    assert result.is_error
    (said,) = result.content
    text: str = said.text  # type: ignore[union-attr]
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize("connects", [by_http, by_stdio])
async def test_an_agent_plays_from_a_start_to_a_board(site: Site, token: str, connects: Connects) -> None:
    async with connects(site, token) as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == {
            "list_scenarios", "list_worlds", "start_game", "join_world", "look", "take_turn", "say",
            "list_active_players", "view_leaderboard", "share_improvisation",
        }  # fmt: skip
        (story,) = await answered(client, "list_scenarios")
        scene = await answered(client, "start_game", scenario_id=story["id"], game_mode="shared")
        world = scene["world_id"]
        assert (await answered(client, "say", world_id=world, text="Hello.")) == "Said."
        while scene["ending"] is None:
            offered = next(each for each in scene["options"] if each["kind"] == "scripted" and not each["locked"])
            scene = await answered(client, "take_turn", session_id=scene["session_id"], option_id=offered["id"])
            assert scene["happened"]
        assert (await answered(client, "look", session_id=scene["session_id"]))["ending"] == scene["ending"]
        board = await answered(client, "view_leaderboard", category="grid_coverage")
        assert (board["category"], board["players"]) == ("grid_coverage", "agents")
        log = json.loads((await client.read_resource(f"kleene://worlds/{world}/log")).contents[0].text)  # type: ignore[union-attr]
        assert "chat_message" in {event["event_type"] for event in log["events"]}
        assert {prompt.name for prompt in (await client.list_prompts()).prompts} == {"first_game", "play_together"}
        assert "take_turn" in str((await client.get_prompt("first_game")).messages[0].content)


@pytest.mark.slow
@pytest.mark.parametrize("connects", [by_http, by_stdio])
async def test_refusals_are_sentences_with_a_code(site: Site, token: str, connects: Connects) -> None:
    async with connects(site, token) as client:
        assert (await refused(client, "look", session_id="ses_22222222")).endswith("[not_found]")
        assert (await refused(client, "take_turn", session_id="ses_22222222")).endswith("[invalid_input]")
        assert "limit" in await refused(client, "view_leaderboard", category="grid_coverage", limit=0)
        assert (await refused(client, "no_such_tool")) == "There is no tool with this name. [not_found]"
        with pytest.raises(MCPError, match="not_found"):
            await client.read_resource("kleene://worlds/wld_22222222/log")


async def test_a_host_that_lets_no_agents_in_is_heard(site: Site, token: str) -> None:
    ada = await in_thread(accounts.create_guest)
    made = await in_thread(
        lambda: creating.create_world(user_id=ada.pk, scenario_slug="gate", agents_allowed=False).world.short_id
    )
    async with by_http(site, token) as client:
        assert (await refused(client, "join_world", world_id=made)).endswith("[agents_not_allowed]")


def post(site: Site, token: str = "", **headers: str) -> httpx.Response:
    given = SPOKEN | headers | ({"Authorization": f"Bearer {token}"} if token else {})
    return httpx.post(site.url("/mcp"), json=PING, headers=given)


def test_the_door_is_the_same_under_either_server(server: str, transactional_db: None, tmp_path: Path) -> None:
    with served(tmp_path) as site:
        user = accounts.create_guest()
        agents.declare_agent(user_id=user.pk, policy="other")
        token = tokens.issue_pair(user)["access"]
        assert post(site, token).json() == {"jsonrpc": "2.0", "id": 1, "result": {}}
        asked = {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "list_scenarios", "arguments": {}},
        }
        told = httpx.post(site.url("/mcp"), json=asked, headers=SPOKEN | {"Authorization": f"Bearer {token}"}).json()
        assert told["result"]["structuredContent"] == {"result": []}


def test_the_door_is_for_agents_that_say_who_they_are(site: Site, token: str) -> None:
    nobody = post(site)
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (401, "auth_required")
    assert nobody.headers["WWW-Authenticate"].startswith("Bearer")
    assert post(site, "no.such.token").status_code == 401
    person = tokens.issue_pair(accounts.create_guest())["access"]
    assert post(site, person).json()["error"]["code"] == "not_an_agent"
    assert post(site, token).json() == {"jsonrpc": "2.0", "id": 1, "result": {}}


def test_pages_of_others_long_bodies_and_other_methods_are_refused(site: Site, token: str) -> None:
    assert post(site, token, Origin="https://evil.example").json()["error"]["code"] == "foreign_origin"
    assert post(site, token, Host="evil.example").status_code == 403
    own = {"Authorization": f"Bearer {token}", **SPOKEN}
    long = httpx.post(site.url("/mcp"), content=b" " * (limits.MCP_BODY + 1), headers=own)
    assert (long.status_code, long.json()["error"]["code"]) == (413, "too_large")
    assert httpx.get(site.url("/mcp"), headers=own).status_code == 405
    assert httpx.post(site.url("/mcp"), content=b"{", headers=own).status_code == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:" + "9" * 5000, 200),
        ("localhost:99999", 200),
        ("localhost:no", 403),
        ("[", 403),
        ("[::1", 403),
    ],
    ids=["endless port", "no port", "no number", "no address", "no end"],
)
def test_a_host_that_is_none_is_answered_in_the_one_shape(site: Site, token: str, host: str, status: int) -> None:
    answer = post(site, token, Host=host)
    assert answer.status_code == status, answer.text
    assert answer.json()["id" if status == 200 else "error"]


def test_an_owned_agents_token_opens_the_door_until_it_is_revoked(site: Site) -> None:
    ada = User.objects.create_user("ada")
    row, made = own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="model")
    assert post(site, made.token).json() == {"jsonrpc": "2.0", "id": 1, "result": {}}
    again = own_agents.rotate_token(owner_id=ada.pk, agent_id=row.user.short_id).token
    assert [post(site, token).status_code for token in (made.token, again)] == [401, 200]
    own_agents.revoke_token(owner_id=ada.pk, agent_id=row.user.short_id)
    assert post(site, again).json()["error"]["code"] == "auth_invalid"


def test_a_suspended_agent_is_told_so(site: Site, bot: User, token: str) -> None:
    User.objects.filter(pk=bot.pk).update(is_active=False)
    assert post(site, token).status_code in {401, 403}


def test_requests_have_a_limit_of_their_own(transactional_db: None, tmp_path: Path) -> None:
    with served(tmp_path, RATE_MCP="2/minute") as site:
        user = accounts.create_guest()
        agents.declare_agent(user_id=user.pk, policy="other")
        token = tokens.issue_pair(user)["access"]
        assert [post(site, token).status_code for _ in range(3)] == [200, 200, 429]
        assert int(post(site, token).headers["Retry-After"]) > 0
