"""Reading one turn, or following one event, takes few files: the numbers may sink, and never rise unnoticed."""

from __future__ import annotations

import pytest

from benchmarks.traced_files import files_of_a_hot_turn, files_of_a_turn, files_of_an_event, long_files
from common.database_threads import in_thread
from common.prepared.select import compile_all
from tests.worlds.living_world import Living


def test_a_shared_turn_runs_through_few_files(living: Living) -> None:
    files = files_of_a_turn(living)
    assert "worlds/services/turns/transaction.py" in files
    assert len(files) <= 15, files


@pytest.mark.postgres
async def test_a_shared_turn_on_the_hot_path_runs_through_no_more(living: Living) -> None:
    await in_thread(compile_all)
    files = await files_of_a_hot_turn(living)
    assert "worlds/services/turns/hot.py" in files
    assert len(files) <= 15, files


async def test_an_event_runs_through_few_files_on_its_way_to_a_socket(living: Living) -> None:
    files = await files_of_an_event(living)
    assert "worlds/feed/feed.py" in files
    assert len(files) <= 9, files


def test_no_file_is_longer_than_one_sitting() -> None:
    assert long_files() == []
