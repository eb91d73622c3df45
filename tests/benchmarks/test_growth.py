from pathlib import Path

import pytest

from tests.benchmarks.smoke import cases, smoke_run

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(180)]


def test_turns_events_and_worlds_are_measured_young_and_old(tmp_path: Path) -> None:
    found = cases(smoke_run("growth", tmp_path), "What")
    turns = {f"turn {where}, at turn {turn}" for where in ("alone", "in a world") for turn in (10, 50)}
    events = {f"{what}, at event {event}" for what in ("chat line", "turn in a world") for event in (20, 200)}
    lobby = {f"{what}, worlds {count}" for what in ("lobby", "turn") for count in (10, 30)}
    assert {what for (what,) in found} == turns | events | lobby


def test_memory_is_measured_for_streams_of_both_carriers(tmp_path: Path) -> None:
    found = smoke_run("memory", tmp_path)
    assert cases(found, "Carrier") == {("WebSocket",), ("SSE",)}
    assert {run["values"]["most"] for run in found["runs"]} == {24}
