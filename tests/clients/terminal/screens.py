"""The terminal client's full screen, played by textual's own pilot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from kleene_client import AsyncClient
from kleene_play.screens.app import PlayApp
from kleene_play.wishes import Wishes
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

PATIENCE: Final = 60.0  # seconds: a stream that has lost its server tries again after up to thirty


@asynccontextmanager
async def screen_of(wishes: Wishes, client: AsyncClient, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    async with PlayApp(wishes, client).run_test(size=size) as pilot:
        yield pilot


def shown(pilot: Pilot[int], within: str = "Screen") -> str:
    """All texts of this part of the screen, also those that are scrolled away."""
    part = pilot.app.screen.query_one(within) if within != "Screen" else pilot.app.screen
    texts = [str(each.content) for each in (part, *part.query(Static)) if isinstance(each, Static)]
    rows = [str(option.prompt) for rows in part.query(OptionList) for option in rows.options]
    return "\n".join([*texts, *rows])


async def until(pilot: Pilot[int], words: str, within: str = "Screen") -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while words not in shown(pilot, within):
                await pilot.pause()
    except TimeoutError:
        raise AssertionError(f"{words!r} is not in:\n{shown(pilot, within)}") from None


async def suggested(pilot: Pilot[int], line: str) -> None:
    """Until this is what the input offers to complete."""
    async with asyncio.timeout(PATIENCE):
        while pilot.app.screen.query_one(Input)._suggestion != line:
            await pilot.pause()
