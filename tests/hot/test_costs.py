"""What a turn, a look and a line of chat cost on the hot path, in statements and round trips, so that no change makes thirteen of three unnoticed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final

import httpx
import pytest
from django.db.backends.utils import CursorWrapper
from django.db.models.sql.compiler import SQLCompiler

from common.database_threads import in_thread
from common.prepared.postgres import PostgresLine
from common.prepared.select import Query
from kleene_site.asgi import application
from profiles.services import tokens
from tests.hot.conftest import Doors
from tests.hot.stream_asks import Line, StreamAsk
from tests.hot.test_turns import game_of
from tests.hot.test_views import access
from tests.worlds.consumers.sockets import joined
from tests.worlds.living_world import shared_world
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.games import sessions

WHO: Final = ["SELECT users"]
TOGETHER: Final = [
    "BEGIN",
    "SELECT set_config",
    "SELECT location_locks",
    "SELECT game_sessions",
    "SELECT shared_worlds",
    "SELECT world_participants",
]
pytestmark = pytest.mark.postgres  # the other database has no round trips

VERB: Final = re.compile(
    r'(BEGIN|COMMIT|SET TRANSACTION|SELECT set_config(?=[^ ]*,)|SELECT .*? FROM "(?P<read>\w+)"|'
    r'(?P<verb>INSERT|UPDATE|DELETE)(?: INTO| FROM)? "?(?P<written>\w+)"?)'
)


class Costs:
    """Each round trip with its statements; and how often Django built one, or sent one in its own way."""

    def __init__(self) -> None:
        self.trips: list[list[str]] = []
        self.updates: list[str] = []
        self.built = self.plain = 0


def told(query: Query) -> str:
    """Its verb and its table, without what stands in parentheses."""
    sql, before = query.sql.strip(), ""
    while sql != before:
        sql, before = re.sub(r"\([^()]*\)", "", sql), sql
    found = VERB.match(sql)
    assert found, query.sql
    if found["read"]:
        return f"SELECT {found['read']}"
    return f"{found['verb']} {found['written']}" if found["verb"] else found[0]


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Costs:
    """From here on everything is counted."""
    counted = Costs()
    send, build, execute = PostgresLine.send, SQLCompiler.as_sql, CursorWrapper.execute

    async def sending(line: PostgresLine, *queries: Query) -> Any:
        counted.trips.append([told(each) for each in queries])
        counted.updates += [each.sql for each in queries if each.sql.startswith("UPDATE")]
        return await send(line, *queries)

    def building(self: Any, *about: Any, **how: Any) -> Any:
        counted.built += 1
        return build(self, *about, **how)

    def executing(self: Any, *about: Any) -> Any:
        counted.plain += 1
        return execute(self, *about)

    monkeypatch.setattr(PostgresLine, "send", sending)
    monkeypatch.setattr(SQLCompiler, "as_sql", building)
    monkeypatch.setattr(CursorWrapper, "execute", executing)
    return counted


def begins(counted: Costs) -> None:
    counted.trips, counted.updates, counted.built, counted.plain = [], [], 0, 0


class TestInASharedWorld:
    async def test_a_look(self, doors: Doors, costs: Costs) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}", await access(living.people[0])
        for _ in range(2):
            begins(costs)
            assert (await doors.hot.get(path, headers=token)).status_code == 200
        assert costs.trips == [[*WHO, "SELECT game_sessions", "SELECT world_participants"]]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)

    @pytest.mark.parametrize("key", [None, "once"])
    async def test_a_turn(self, doors: Doors, costs: Costs, key: str | None) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}/turns", await access(living.people[0])
        for number in range(2):  # the first finds out that this is no game alone
            begins(costs)
            headers = token | ({} if key is None else {"Idempotency-Key": f"{key}{number}"})
            assert (await doors.hot.post(path, json={"option_id": "wait"}, headers=headers)).status_code == 200
        assert costs.trips == [
            [*WHO, "SELECT game_sessions"],
            TOGETHER if key is None else [*TOGETHER, "SELECT turn_records"],
            ["INSERT turn_records", "INSERT world_events", "UPDATE game_sessions", "UPDATE shared_worlds", "COMMIT"],
        ]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)

    async def test_a_turn_that_keeps_critical_items_sends_a_row_more_where_it_brings_one_back(
        self, doors: Doors, costs: Costs
    ) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        keeps: list[Any] = [{"item_id": "key", "policy_type": "unique_persistent", "holder_timeout_ticks": 4}]
        await in_thread(lambda: change_world_policies(world_id=living.world.pk, policies=keeps))
        for number, option, recovered in ((0, "take_key", 0), *((1, "wait", times == 4) for times in range(5))):
            person = living.people[number]
            path, token = f"/api/v1/game/{(await game_of(person)).short_id}/turns", await access(person)
            begins(costs)
            assert (await doors.hot.post(path, json={"option_id": option}, headers=token)).status_code == 200
            inserts = ["INSERT turn_records", "INSERT world_events", "INSERT critical_item_recoveries"]
            if number:
                assert costs.trips[-1] == [
                    *inserts[: 2 + recovered],
                    "UPDATE game_sessions",
                    "UPDATE shared_worlds",
                    "COMMIT",
                ]
        assert doors.behind.count == 0

    async def test_a_typed_turn_reads_once_more_before_it_locks(self, doors: Doors, costs: Costs) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}/turns", await access(living.people[0])
        for _ in range(2):
            begins(costs)
            assert (await doors.hot.post(path, json={"input": "wait a little"}, headers=token)).status_code == 200
        assert costs.trips == [
            [*WHO, "SELECT game_sessions"],
            ["SELECT game_sessions"],
            TOGETHER,
            [
                "INSERT player_texts",
                "INSERT turn_records",
                "INSERT world_events",
                "UPDATE game_sessions",
                "UPDATE shared_worlds",
                "COMMIT",
            ],
        ]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)

    async def test_a_line(self, doors: Doors, costs: Costs) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, token = f"/api/v1/worlds/{living.world.short_id}/chat", await access(living.people[0])
        for number in range(2):
            begins(costs)
            headers = token | {"Idempotency-Key": f"k{number}"}
            assert (await doors.hot.post(path, json={"text": "Hello."}, headers=headers)).status_code == 201
        assert costs.trips == [
            [*WHO, "SELECT world_participants"],
            ["BEGIN", "SELECT set_config", "SELECT shared_worlds", "SELECT world_participants", "SELECT world_events"],
            ["INSERT player_texts", "INSERT world_events", "UPDATE shared_worlds", "COMMIT"],
        ]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)

    async def test_a_turn_writes_the_columns_that_it_changes(self, doors: Doors, costs: Costs) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, token = f"/api/v1/game/{(await game_of(living.people[0])).short_id}/turns", await access(living.people[0])
        for _ in range(2):
            begins(costs)
            assert (await doors.hot.post(path, json={"option_id": "wait"}, headers=token)).status_code == 200
        game, world = (re.findall(r'"(\w+)" = ', text.partition("WHERE")[0]) for text in costs.updates)
        assert game == ["state", "state_hash", "turn", "turns_played", "number", "record_hash", "last_turn_at"]
        assert world == [
            "world_state", "state_hash", "turn", "event_seq", "event_hash", "record_seq", "record_hash", "last_activity_at",
            "updated_at",
        ]  # fmt: skip


class TestAlone:
    async def test_a_look_and_a_turn(self, doors: Doors, costs: Costs) -> None:
        ada = (await in_thread(shared_world, "ada")).people[0]
        session = await in_thread(lambda: sessions.start_solo(user_id=ada.pk, scenario_slug="gate"))
        path, token = f"/api/v1/game/{session.short_id}", await access(ada)
        begins(costs)
        assert (await doors.hot.get(path, headers=token)).status_code == 200
        assert costs.trips == [WHO, ["SELECT game_sessions", "SELECT world_participants"]]
        begins(costs)
        assert (await doors.hot.post(f"{path}/turns", json={"option_id": "wait"}, headers=token)).status_code == 200
        assert costs.trips == [
            WHO,
            ["BEGIN", "SELECT set_config", "SELECT game_sessions"],
            ["INSERT turn_records", "UPDATE game_sessions", "COMMIT"],
        ]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)

    async def test_a_typed_turn_reads_once_before_it_locks(self, doors: Doors, costs: Costs) -> None:
        ada = (await in_thread(shared_world, "ada")).people[0]
        session = await in_thread(lambda: sessions.start_solo(user_id=ada.pk, scenario_slug="gate"))
        path, token = f"/api/v1/game/{session.short_id}", await access(ada)
        begins(costs)
        assert (await doors.hot.post(f"{path}/turns", json={"input": "wait"}, headers=token)).status_code == 200
        assert costs.trips == [
            WHO,
            ["SELECT game_sessions"],
            ["BEGIN", "SELECT set_config", "SELECT game_sessions"],
            ["INSERT player_texts", "INSERT turn_records", "UPDATE game_sessions", "COMMIT"],
        ]
        assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)


class TestOverASocket:
    async def test_a_turn_costs_what_it_costs_over_http_without_who_asks(self, doors: Doors, costs: Costs) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        async with joined(living, living.people[0]) as socket:
            await socket.read_until("game_state")
            # The first finds out that this is no game alone, and its player's name is looked up for those who listen.
            assert (await socket.ask({"type": "turn", "option_id": "wait"}))["type"] == "turn_result"
            await socket.read_until("turn_played")
            begins(costs)
            assert (await socket.ask({"type": "turn", "option_id": "wait"}))["type"] == "turn_result"
            assert costs.trips == [
                ["SELECT game_sessions"],
                [*TOGETHER, "SELECT turn_records"],
                [
                    "INSERT turn_records",
                    "INSERT world_events",
                    "UPDATE game_sessions",
                    "UPDATE shared_worlds",
                    "COMMIT",
                ],
            ]
            # Before the socket closes, which costs a statement.
            assert (costs.built, costs.plain) == (0, 0)


async def test_a_ticket(doors: Doors, costs: Costs) -> None:
    token = await access((await in_thread(shared_world, "ada")).people[0])
    for _ in range(2):  # the first finds out whose token it is
        begins(costs)
        assert (await doors.hot.post("/api/v1/stream-tickets", json={}, headers=token)).status_code == 200
    assert costs.trips == [[*WHO, "SELECT users"], ["BEGIN", "INSERT stream_tickets", "COMMIT"]]
    assert (costs.built, costs.plain, doors.behind.count) == (0, 0, 0)


OPENED: Final = [
    ["BEGIN", "SELECT users", "SELECT stream_leases"],
    ["INSERT stream_leases", "SELECT stream_leases", "INSERT player_presence", "COMMIT"],
]
MOMENT: Final = ["BEGIN", "SET TRANSACTION", "SELECT users", "SELECT shared_worlds", "SELECT world_events"]
AFRESH: Final = [
    *MOMENT,
    "SELECT world_events",
    "SELECT world_events",
    "SELECT shared_worlds",
    "SELECT world_participants",
]


class TestOpeningAStream:
    @pytest.mark.parametrize("carrier", ["websocket", "http"])
    async def test_from_now_on(self, doors: Doors, costs: Costs, carrier: str) -> None:
        async with second_stream(carrier, costs):
            assert costs.trips == [
                [*WHO, "SELECT world_participants"],
                *OPENED,
                [*AFRESH, "SELECT game_sessions", "COMMIT"],
            ]
            assert (costs.built, costs.plain) == (0, 0)

    @pytest.mark.parametrize("carrier", ["websocket", "http"])
    async def test_after_an_event(self, doors: Doors, costs: Costs, carrier: str) -> None:
        async with second_stream(carrier, costs, query="last_event_id=1", until="player_joined"):
            opening = [[*WHO, "SELECT world_participants"], *OPENED, [*MOMENT, "COMMIT"]]
            assert costs.trips == [*opening, ["SELECT world_events"]]
            assert (costs.built, costs.plain) == (0, 0)

    async def test_by_a_ticket(self, doors: Doors, costs: Costs) -> None:
        async with second_stream("websocket", costs, by_ticket=True):
            assert costs.trips[:2] == [
                ["BEGIN", "SELECT stream_tickets"],
                ["DELETE stream_tickets", "SELECT users", "SELECT world_participants", "COMMIT"],
            ]
            assert (len(costs.trips), costs.built, costs.plain) == (5, 0, 0)


@asynccontextmanager
async def second_stream(
    carrier: str, costs: Costs, *, query: str = "", until: str = "game:replay", by_ticket: bool = False
) -> AsyncIterator[None]:
    """Counted from its beginning to its first frames; somebody else listens to the world, and the person was there just now."""
    living = await in_thread(shared_world, "ada", "ben")
    names = {
        f"{person.username}_access": (await in_thread(tokens.issue_pair, person))["access"] for person in living.people
    }
    first = StreamAsk(carrier, "ben", living.world.short_id)
    await (before := Line(replace(first, by="ada"), names)).opened()
    await before.leave()
    await (listener := Line(first, names)).opened()
    if by_ticket:
        token = await access(living.people[0])
        query = "ticket=" + (await doors_ticket(token))
    line = Line(replace(first, by=None if by_ticket else "ada", query=query, until=until), names)
    begins(costs)
    await line.opened()
    yield
    await line.leave()
    await listener.leave()


async def doors_ticket(headers: dict[str, str]) -> str:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=application), base_url="http://localhost") as door:
        return str((await door.post("/api/v1/stream-tickets", json={}, headers=headers)).json()["ticket"])


async def test_health(doors: Doors, costs: Costs) -> None:
    assert (await doors.hot.get("/health/live")).status_code == 200
    assert (costs.trips, costs.built, costs.plain, doors.behind.count) == ([], 0, 0, 0)
