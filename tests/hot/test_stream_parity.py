"""The same stream opened on the event loop and in threads: the same frames, codes, headers, rows and budgets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from common.database_threads import in_thread
from common.prepared import pool, switch
from tests.hot.cases_of_streams import ALL
from tests.hot.parity import Outcome, differences, heard, spent, stored
from tests.hot.stage import Stage, set_stage, told_rows
from tests.hot.stream_asks import Line, StreamCase, opened
from tests.hot.test_parity import kept
from tests.worlds.consumers.conftest import threads_are_free
from worlds.consumers import open_stream, sse, world

# Its rows are set anew between two openings, which under open connections only PostgreSQL does safely.
pytestmark = pytest.mark.postgres


@pytest.fixture
def stage(on_loops: None) -> Stage:
    if not kept:
        kept.append(set_stage())
    return kept[0]


@pytest_asyncio.fixture(autouse=True)
async def closing(on_loops: None) -> AsyncIterator[None]:
    yield
    await pool.close_pool()


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What of an opening was left to the plain functions."""
    asked: list[str] = []

    async def noted(work: Any, *about: Any, **more: Any) -> Any:
        asked.append(work.__name__)
        return await in_thread(work, *about, **more)

    for module in (open_stream, sse, world):
        monkeypatch.setattr(module, "in_thread", noted)
    return asked


@pytest.mark.slow
@pytest.mark.parametrize("case", ALL.values(), ids=ALL.keys())
async def test_a_stream_opens_the_same(case: StreamCase, stage: Stage, plainly: list[str], settings: Any) -> None:
    settings.REPLAY_WINDOW_MS = 10**9  # else events grow old between the two
    for name, value in case.settings.items():
        setattr(settings, name, value)
    switch.turn_off()
    plain = await done(case, stage)
    plainly.clear()
    switch.turn_on()
    hot = await done(case, stage)
    assert differences(hot, plain) == []
    assert not (case.is_ordinary and plainly), plainly


async def done(case: StreamCase, stage: Stage) -> Outcome:
    await in_thread(stage.reset)
    if case.before is not None:
        await in_thread(case.before, stage)

    def looked(lines: list[Line]) -> Outcome:
        answers = [each.told(stage.known) for each in lines]
        return Outcome(answers, stored(told_rows(), stage), spent(), heard())

    found: Outcome = await opened(case.asks, stage, looked)
    await asyncio.to_thread(
        threads_are_free
    )  # what closed streams had begun must not write into the next state of things
    return found
