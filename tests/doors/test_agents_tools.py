"""What agents find by the tools of /mcp of a player who hides their character: no more than people at the other doors."""

from __future__ import annotations

from typing import Any, Final

import httpx
import pytest

from agents.mcp import tools
from kleene_site import asgi
from profiles.services.agents import mark_agent
from tests.doors.cast import Cast
from tests.doors.hidden_cast import READERS, hidden_cast
from tests.doors.hidden_table import TOOLS
from tests.doors.test_hidden_players import marks_in, often  # noqa: F401 - a fixture

ROWS: Final = {
    tool.strip(): dict(zip(READERS, found.split(), strict=True))
    for tool, found in (line.split(" | ") for line in TOOLS.strip().splitlines())
}
LOG: Final = "log"
ARGUMENTS: Final[dict[str, dict[str, Any]]] = {
    LOG: {"uri": "kleene://worlds/{world}/log"},
    "look": {"session_id": "{game}"},
    "take_turn": {"session_id": "{game}", "option_id": "own", "input": "I hum."},
    "say": {"world_id": "{world}", "text": "Hello."},
    "share_improvisation": {"session_id": "{game}", "node_id": "verge", "player_input": "I hum."},
    "view_leaderboard": {"category": "{board}", "players": "people"},
    "list_worlds": {"has_room": False},
    "start_game": {"scenario_id": "{story}", "game_mode": "shared"},
    "join_world": {"world_id": "{world}"},
}


@pytest.fixture
def cast(transactional_db: None, often: None) -> Cast:  # noqa: F811 - the fixture's name
    made = hidden_cast()
    for reader in READERS:
        mark_agent(user_id=made.people[reader].pk)
    return made


def test_every_tool_of_agents_has_a_row() -> None:
    assert set(ROWS) == {tool.__name__ for tool in tools.TOOLS} | {LOG}


@pytest.mark.slow
async def test_each_agent_finds_of_a_hidden_player_what_the_table_says(cast: Cast) -> None:
    wrong = []
    for tool, expected in ROWS.items():
        found = {reader: marks_in(cast, await told(cast, reader, tool)) for reader in READERS}
        if found != expected:
            wrong.append(f"{tool} | {' '.join(found.values())}")
    assert not wrong, "\n".join(wrong)


async def told(cast: Cast, reader: str, tool: str) -> str:
    """Everything that one call of a tool is answered, a refusal, too."""
    filled = {**cast.filled, "game": cast.game(reader)}
    given = {
        name: value.format(**filled) if isinstance(value, str) else value
        for name, value in ARGUMENTS.get(tool, {}).items()
    }
    if tool == LOG:
        return await answered(cast.tokens[reader], "resources/read", given)
    return await answered(cast.tokens[reader], "tools/call", {"name": tool, "arguments": given})


async def answered(token: str, method: str, params: dict[str, Any]) -> str:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json, text/event-stream"}
    door = httpx.ASGITransport(app=asgi.pages)
    async with httpx.AsyncClient(transport=door, base_url="http://localhost", headers=headers) as client:
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = await client.post("/mcp", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.text
