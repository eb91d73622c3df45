"""The plain mode from its start to its exit code."""

from __future__ import annotations

import asyncio
import sys

from kleene_client import AsyncClient

from kleene_play.game import Game
from kleene_play.plain.console import Console
from kleene_play.plain.playing import Playing
from kleene_play.session import GOODBYE, play_games
from kleene_play.told import Leave
from kleene_play.troubles import Trouble, sentence_of
from kleene_play.wishes import Wishes


def run(wishes: Wishes, client: AsyncClient) -> int:
    """0 when the player ended it, or there were no more lines; 1 when the server could not be played on."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return asyncio.run(_run(wishes, client))


async def _run(wishes: Wishes, client: AsyncClient) -> int:
    console = Console(sys.stdin.fileno(), sys.stdout)
    console.begin()

    async def play(game: Game) -> None:
        await Playing(console, game).run()

    async with client:
        try:
            await play_games(wishes, client, console, play)
        except Trouble as trouble:
            console.tell(f"! {sentence_of(trouble)}")
            return 1
        except Leave:
            console.tell(GOODBYE)
    return 0
