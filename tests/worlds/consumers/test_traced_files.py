"""Reading one turn, or following one event, takes few files: the numbers may sink, and never rise unnoticed."""

from __future__ import annotations

from benchmarks.traced_files import files_of_a_turn, files_of_an_event, long_files
from tests.worlds.living_world import Living


def test_a_shared_turn_runs_through_few_files(living: Living) -> None:
    files = files_of_a_turn(living)
    assert "worlds/services/turns/transaction.py" in files
    assert len(files) <= 15, files


async def test_an_event_runs_through_few_files_on_its_way_to_a_socket(living: Living) -> None:
    files = await files_of_an_event(living)
    assert "worlds/feed/feed.py" in files
    assert len(files) <= 9, files


def test_few_files_are_longer_than_one_sitting() -> None:
    assert len(long_files()) <= 6, long_files()
