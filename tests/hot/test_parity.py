"""The same request at both doors: the same answer, byte for byte but for moments and new ids, and the same effects."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
import pytest
import pytest_asyncio
from django.utils import timezone

from common.database_threads import in_thread
from tests.hot.cases import ALL
from tests.hot.conftest import Doors, opened_doors
from tests.hot.parity import Case, Outcome, differences, outcome
from tests.hot.stage import Stage, set_stage
from worlds.models import WorldParticipant

kept: Final[list[Stage]] = []  # set once, as it takes longer than a case


# Its rows are set anew between two requests, which under open connections only PostgreSQL does safely.
# One loop for all: its pool of connections is opened once, not for each case.
pytestmark = [pytest.mark.postgres, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def doors() -> AsyncIterator[Doors]:
    async with opened_doors() as opened:
        yield opened


@pytest.fixture
def stage(on_loops: None) -> Stage:
    if not kept:
        kept.append(set_stage())
    return kept[0]


@pytest.mark.slow
@pytest.mark.parametrize("case", ALL.values(), ids=ALL.keys())
async def test_both_doors_do_the_same(case: Case, doors: Doors, stage: Stage, settings: Any) -> None:
    for name, value in case.settings.items():
        setattr(settings, name, value)
    doors.behind.count = 0
    plain = await done(case, doors.plain, stage)
    hot = await done(case, doors.hot, stage)
    assert differences(hot, plain) == []
    if case.hot is not None:
        assert len(case.asks) - doors.behind.count == case.hot


async def test_however_long_ago_the_stage_was_set_its_players_have_come_just_now(stage: Stage) -> None:
    before = timezone.now()
    await in_thread(stage.reset)
    came = await in_thread(lambda: list(WorldParticipant.objects.present().values_list("joined_at", flat=True)))
    assert max(came) >= before


async def done(case: Case, door: httpx.AsyncClient, stage: Stage) -> Outcome:
    await in_thread(stage.reset)
    if case.before is not None:
        await in_thread(case.before, stage)
    answers = [await ask.at(door, stage.names) for ask in case.asks]
    return await in_thread(outcome, answers, stage)
