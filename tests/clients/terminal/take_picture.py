"""Draws the picture of the terminal client that the docs show: `python -m tests.clients.terminal.take_picture`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Any, Final

from kleene_client import AsyncClient
from kleene_play.wishes import Wishes
from textual.pilot import Pilot
from textual.widgets import Input

from tests.browser.site import served
from tests.clients.terminal.screens import screen_of, until
from tests.kleene_site.programs import ROOT

PICTURE: Final = ROOT / "docs" / "terminal.svg"
STORY: Final = ROOT / "worlds" / "scenarios" / "loose_parish.yaml"
FONTS: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)  # pictures in a README fetch nothing
NAMES: Final = re.compile(r"terminal-\d+-")  # a hash of all that is drawn, in each of its lines
SIZE: Final = (112, 36)


async def guest(address: str, name: str) -> AsyncClient:
    client = AsyncClient(address)
    await client.begin_as_guest(display_name=name)
    return client


async def a_morning_in_company(address: str) -> str:
    """The picture, after some turns of Mira's beside Tam and Ines."""
    mira, tam, ines = [await guest(address, name) for name in ("Mira", "Tam", "Ines")]
    made: Any = await mira.start_game(scenario_id="loose_parish", game_mode="shared")
    world = made["world_id"]
    games = {each: (await each.join_world(world))["session_id"] for each in (tam, ines)}
    async with screen_of(Wishes(server=address, world=world), mira, SIZE) as pilot:
        await until(pilot, "\N{BLACK CIRCLE} live")
        pilot.app.screen.query_one(Input).cursor_blink = False
        await enter(pilot, "2")
        await until(pilot, "You carry")
        for each, name in ((tam, "Tam"), (ines, "Ines")):
            await each.play_turn(games[each], option_id="go_out")
            await until(pilot, f"{name} leaves the room", within="#talk")
        await enter(pilot, "3")
        await until(pilot, "The green is forty paces")
        await hear(pilot, tam, world, "All the buckets are tipped the same way.")
        await pilot.press("f3")
        await enter(pilot, "Then it is not the buckets.")
        await until(pilot, "You (here): Then", within="#talk")
        await hear(pilot, ines, world, "Mrs Amble says nothing has happened.")
        await pilot.press("escape")
        await enter(pilot, "look at the pump")
        await until(pilot, "like a cow's tail")
        await pilot.press("down", "down", "down")
        for line in pilot.app.screen.query("#talk .news"):
            if "waits for others" in str(line.render()):  # by chance
                await line.remove()
        await pilot.pause()
        return pilot.app.export_screenshot(title="kleene-play")


async def hear(pilot: Pilot[int], who: AsyncClient, world: str, words: str) -> None:
    await who.say(world, text=words, channel="room")
    await until(pilot, words, within="#talk")


async def enter(pilot: Pilot[int], line: str) -> None:
    await pilot.press(*line, "enter")


def main() -> None:
    with tempfile.TemporaryDirectory() as data, served(Path(data), STORY) as address:
        drawn = asyncio.run(a_morning_in_company(address))
    PICTURE.write_text(NAMES.sub("k-", FONTS.sub("", drawn)), encoding="utf-8")


if __name__ == "__main__":
    main()
