"""What goes wrong under the hot doors leaves nothing held, is told as at the plain doors, and plays nothing twice."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import pytest
from django.db import OperationalError, connection

from common.database_threads import in_thread
from common.prepared import pool
from common.prepared.select import Query
from kleene_site import asgi, hot
from tests.hot.conftest import Doors
from tests.hot.held_connections import nothing_is_held
from tests.hot.parity import told
from tests.hot.test_turns import game_of
from tests.hot.test_views import access
from tests.worlds.living_world import Living, shared_world
from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.holding import held
from worlds.models import GameSession, LocationLock, PlayerText, SharedWorld, TurnRecord
from worlds.services.games import sessions

pytestmark = pytest.mark.postgres

# Each is done as the transaction commits.
TROUBLES: Final = {
    "refused": "RAISE EXCEPTION 'cannot commit' USING ERRCODE = '40001'",
    "connection lost": "PERFORM pg_terminate_backend(pg_backend_pid())",
}


def make_trouble(table: str, trouble: str) -> None:
    """From now on every commit that stored a row there fails."""
    body = f"CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {trouble}; RETURN NULL; END $$"
    when = f"AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    with connection.cursor() as cursor:
        cursor.execute(body)
        cursor.execute(f"CREATE CONSTRAINT TRIGGER trouble {when} EXECUTE FUNCTION trouble()")


def end_trouble() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION trouble CASCADE")


def _lives(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [backend])
        return bool(cursor.fetchone()[0])


async def turn_of(living: Living) -> tuple[str, dict[str, Any]]:
    session = await game_of(living.people[0])
    headers = await access(living.people[0]) | {"Idempotency-Key": "once"}
    return f"/api/v1/game/{session.short_id}/turns", {"json": {"option_id": "wait"}, "headers": headers}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
class TestADatabaseThatFailsAtCommit:
    async def test_a_turn_is_refused_and_then_played_once(self, doors: Doors, trouble: str) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, request = await turn_of(living)
        await self.fails_and_then_works(doors, path, request, "turn_records", trouble)
        assert await in_thread(TurnRecord.objects.filter(idempotency_key="once").count) == 1
        assert (await in_thread(SharedWorld.objects.get)).turn == 1

    async def test_a_turn_alone_is_refused_and_then_played_once(self, doors: Doors, trouble: str) -> None:
        living = await in_thread(shared_world, "ada")
        ada = living.people[0]
        session = await in_thread(lambda: sessions.start_solo(user_id=ada.pk, scenario_slug="gate"))
        request = {"json": {"option_id": "wait"}, "headers": await access(ada) | {"Idempotency-Key": "once"}}
        path = f"/api/v1/game/{session.short_id}/turns"
        await self.fails_and_then_works(doors, path, request, "turn_records", trouble)
        assert (await in_thread(GameSession.objects.get, pk=session.pk)).turns_played == 1

    async def test_a_line_is_refused_and_then_said_once(self, doors: Doors, trouble: str) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        headers = await access(living.people[0]) | {"Idempotency-Key": "once"}
        path = f"/api/v1/worlds/{living.world.short_id}/chat"
        request = {"json": {"text": "Hello."}, "headers": headers}
        await self.fails_and_then_works(doors, path, request, "player_texts", trouble)
        assert await in_thread(PlayerText.objects.count) == 1

    async def fails_and_then_works(
        self, doors: Doors, path: str, request: dict[str, Any], table: str, trouble: str
    ) -> None:
        await in_thread(make_trouble, table, trouble)
        try:
            hot_one, plain = await doors.both("POST", path, **request)
        finally:
            await in_thread(end_trouble)
        assert hot_one.status_code == 503
        assert told(hot_one) == told(plain)
        await nothing_is_held()
        first, again = await doors.hot.post(path, **request), await doors.hot.post(path, **request)
        assert first.is_success, first.text
        assert first.json() == again.json()
        await nothing_is_held()


def give_another_type(column: str, kind: str) -> None:
    table, name = column.split(".")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {kind}")


@pytest.mark.parametrize(
    ("column", "before"), [("users.username", "varchar(150)"), ("game_sessions.ending_type", "varchar(16)")]
)
async def test_a_migration_that_gives_a_column_another_type_breaks_no_door(
    doors: Doors, column: str, before: str
) -> None:
    living = await in_thread(shared_world, "ada", "ben")
    path, request = await turn_of(living)
    view, unkeyed = path.removesuffix("/turns"), {**request, "headers": await access(living.people[0])}
    assert [(await doors.hot.post(path, **unkeyed)).status_code for _ in range(2)] == [200] * 2
    assert (await doors.hot.get(view, headers=unkeyed["headers"])).status_code == 200
    await in_thread(give_another_type, column, "text")
    try:
        assert (await doors.hot.post(path, **request)).status_code == 200
        assert told(await doors.hot.get(view, headers=request["headers"])) == told(
            await doors.plain.get(view, headers=request["headers"])
        )
        assert (await doors.hot.post(path, **unkeyed)).status_code == 200
    finally:
        await in_thread(give_another_type, column, before)
    assert (await in_thread(SharedWorld.objects.get)).turn == 4
    await nothing_is_held()


class TestAClientWhoLeaves:
    async def test_in_the_midst_of_a_body_nothing_is_begun(self, doors: Doors) -> None:
        living = await in_thread(shared_world, "ada")
        path, _ = await turn_of(living)
        token = await access(living.people[0])
        incoming: list[dict[str, Any]] = [
            {"type": "http.request", "body": b'{"option_id"', "more_body": True},
            {"type": "http.disconnect"},
        ]
        sent = await asked(scope_of(path, token), incoming)
        assert [
            message for message in sent if message["type"] == "http.response.start" and message["status"] < 400
        ] == []
        assert await in_thread(TurnRecord.objects.filter(kind="choice").count) == 0

    async def test_while_their_turn_waits_it_is_played_and_nothing_stays_held(self, doors: Doors) -> None:
        living = await in_thread(shared_world, "ada", "ben")
        path, request = await turn_of(living)
        await doors.hot.get(path.removesuffix("/turns"), headers=request["headers"])
        rows = LocationLock.objects.select_for_update().filter(world_id=living.world.pk)
        holding = held(rows)
        await in_thread(holding.__enter__)
        try:
            asking = asyncio.ensure_future(doors.hot.post(path, **request))
            await in_thread(wait_until_somebody_waits)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
        finally:
            await in_thread(holding.__exit__, None, None, None)
        await until(lambda: TurnRecord.objects.filter(idempotency_key="once").exists())
        await nothing_is_held()
        again = await doors.hot.post(path, **request)
        assert (again.status_code, again.headers["idempotent-replayed"]) == (200, "true")

    async def test_a_task_that_is_cancelled_gives_its_connection_back(self, doors: Doors) -> None:
        async def sleep() -> None:
            async with pool.transaction() as tx:
                await tx.run(Query("SELECT pg_sleep(60)", ()))

        sleeping = [asyncio.ensure_future(sleep()) for _ in range(20)]  # more than there are connections
        await asyncio.sleep(0.3)
        for each in sleeping:
            each.cancel()
        await asyncio.gather(*sleeping, return_exceptions=True)
        await nothing_is_held()
        assert await pool.fetch(Query("SELECT 1", ())) == [[(1,)]]


async def test_a_process_that_stops_in_a_transaction_loses_its_connection_and_no_other(doors: Doors) -> None:
    async def stop() -> None:
        async with pool.transaction() as tx:
            await tx.run(Query("SELECT set_config('idle_in_transaction_session_timeout', '50ms', true)", ()))
            [[(backend,)]] = await tx.run(Query("SELECT pg_backend_pid()", ()))
            await until(lambda: not _lives(backend))
            await tx.commit(Query("SELECT 1", ()))

    with pytest.raises(OperationalError):
        await stop()
    assert await pool.fetch(Query("SELECT 1", ())) == [[(1,)]]
    await nothing_is_held()


async def test_a_game_alone_that_somebody_holds_keeps_no_connection_for_long(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worlds.services.turns.hot.LONGEST_WAIT", 0.1)
    ada = (await in_thread(shared_world, "ada")).people[0]
    session = await in_thread(lambda: sessions.start_solo(user_id=ada.pk, scenario_slug="gate"))
    path, token = f"/api/v1/game/{session.short_id}/turns", await access(ada)
    holding = held(GameSession.objects.select_for_update().filter(pk=session.pk))
    await in_thread(holding.__enter__)
    try:
        refused = await doors.hot.post(path, json={"option_id": "wait"}, headers=token)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    finally:
        await in_thread(holding.__exit__, None, None, None)
    assert (await doors.hot.post(path, json={"option_id": "wait"}, headers=token)).status_code == 200
    await nothing_is_held()


class Plain:
    """A plain application that notes what it is told."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            self.heard.append(await receive())
            more = self.heard[-1].get("more_body", False)


PIECES: Final = [{"type": "http.request", "body": b"x", "more_body": True}] * 60_000


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ({"type": "http.request"}, [(60_000, False)]),
        ({"type": "http.request", "body": b"x" * 6_000, "more_body": False}, [(66_000, False)]),
        ({"type": "http.request", "body": b"x" * 6_000, "more_body": True}, [(66_000, True), (0, False)]),
        ({"type": "http.disconnect"}, [(60_000, True), (0, False)]),
    ],
    ids=["whole", "too long", "longer yet", "broken off"],
)
async def test_a_body_in_many_pieces_is_handed_on_in_one(
    doors: Doors, last: dict[str, Any], told: list[tuple[int, bool]]
) -> None:
    await asked(scope_of("/api/v1/presence/heartbeat", {}), [*PIECES, last], plain := Plain())
    assert [(len(message.get("body", b"")), message.get("more_body", False)) for message in plain.heard] == told


def scope_of(path: str, headers: dict[str, str]) -> dict[str, Any]:
    named = {"host": "localhost", "content-type": "application/json"} | headers
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "headers": [(name.lower().encode(), value.encode()) for name, value in named.items()],
        "server": ("localhost", 80),
    }


async def asked(scope: dict[str, Any], incoming: list[dict[str, Any]], application: Any = None) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    messages = iter(incoming)

    async def receive() -> dict[str, Any]:
        return next(messages, {"type": "http.disconnect"})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await hot.around(application or asgi.pages)(scope, receive, send)
    return sent


async def until(true: Any) -> None:
    for _ in range(500):
        if await in_thread(true):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be")
