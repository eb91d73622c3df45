"""Every benchmark runs to its end, on one site that serves them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.harness.kinds import KINDS
from benchmarks.harness.site import RUNNING, postgresql_site
from benchmarks.pages import BUDGETS
from tests.benchmarks.smoke import cases, smoke_run

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(180)]
FLOORS = {("pgbench", "PostgreSQL"), ("psycopg", "PostgreSQL")}
SHARED = FLOORS | {(way, database) for way in ("HTTP", "WebSocket") for database in ("PostgreSQL", "SQLite")}


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tells of a site that serves; it starts as a benchmark that runs alone starts its own."""
    file = tmp_path_factory.mktemp("site") / "site.json"
    with postgresql_site() as site:
        site.collect_static()
        site.start()
        file.write_text(json.dumps(site.describe()))
        yield file


@pytest.fixture(autouse=True)
def on_that_site(serving: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RUNNING, str(serving))


@pytest.mark.slow
def test_turns_events_and_worlds_are_measured_young_and_old(tmp_path: Path) -> None:
    found = cases(smoke_run("growth", tmp_path), "What")
    turns = {f"turn {where}, at turn {turn}" for where in ("alone", "in a world") for turn in (10, 50)}
    events = {f"{what}, at event {event}" for what in ("chat line", "turn in a world") for event in (20, 200)}
    lobby = {f"{what}, worlds {count}" for what in ("lobby", "turn") for count in (10, 30)}
    assert {what for (what,) in found} == turns | events | lobby


@pytest.mark.slow
def test_memory_is_measured_for_streams_of_both_carriers(tmp_path: Path) -> None:
    found = smoke_run("memory", tmp_path)
    both = {(carrier, players) for carrier in ("WebSocket", "SSE") for players in ("for the first time", "again")}
    assert cases(found, "Carrier", "Players") == both
    assert {run["values"]["most"] for run in found["runs"]} == {24}


@pytest.mark.slow
def test_chat_and_turns_are_measured_beside_a_bare_server(tmp_path: Path) -> None:
    found = smoke_run("fanout", tmp_path)
    servers = {"bare asyncio and websockets", "Kleene, chat", "Kleene, turns"}
    assert cases(found, "Server") == {(server,) for server in servers}
    assert all(run["values"]["delivered"] > 0 for run in found["runs"])


@pytest.mark.slow
def test_moves_reach_everybody_else_in_the_world_while_they_talk(tmp_path: Path) -> None:
    [run] = smoke_run("movement", tmp_path)["runs"]
    assert (run["case"], run["values"]["delivered"]) == ({"Sockets": "16", "Lines a second": "20"}, 100)
    assert run["values"]["moves"] > 0


@pytest.mark.slow
def test_requests_of_every_kind_are_measured_over_one_connection_and_over_many(tmp_path: Path) -> None:
    found = cases(smoke_run("requests", tmp_path), "Request", "Connections")
    assert found == {(kind, connections) for kind in KINDS for connections in ("1", "16")}


@pytest.mark.slow
def test_a_burst_is_answered_whole_and_idle_sockets_cost_no_thread_and_no_connection(tmp_path: Path) -> None:
    found = smoke_run("burst", tmp_path)
    burst, few, many = (run["values"] for run in found["runs"])
    assert (burst["requests"], burst["broken"], burst["unanswered"]) == (300, 0, 0)
    assert many["threads"] <= few["threads"]
    assert many["database_connections"] <= few["database_connections"]


@pytest.mark.slow
def test_turns_are_measured_on_both_carriers_and_databases_beside_both_floors(tmp_path: Path) -> None:
    found = cases(smoke_run("turns", tmp_path), "Players", "Way", "Database")
    places = ("8 worlds of 2", "8 at one place")
    alone = {(way, database) for way, database in SHARED if way != "WebSocket"}
    assert found == {(place, *case) for place in places for case in SHARED} | {("16 alone", *case) for case in alone}


@pytest.mark.slow
@pytest.mark.chromium
def test_every_kind_of_page_is_weighed_and_those_met_first_are_light(tmp_path: Path) -> None:
    found = {run["case"]["Page"]: run["values"] for run in smoke_run("pages", tmp_path)["runs"]}
    assert found.keys() >= {*BUDGETS, "transcript", "lobby", "profile", "leaderboards", "admin home", "review queue"}
    assert {name: values["kB"] for name, values in found.items() if values["kB"] >= values.get("budget_kB", 1e9)} == {}
    assert all(values["kB"] < values["plain_kB"] for values in found.values())


@pytest.mark.slow
@pytest.mark.chromium
def test_the_sky_is_drawn_while_it_turns_and_never_while_it_rests(tmp_path: Path) -> None:
    [run] = smoke_run("sky_frames", tmp_path)["runs"]
    assert run["case"]["Stars"] == "200"
    assert run["values"]["frames"] > 0
    assert run["values"]["resting"] == 0
