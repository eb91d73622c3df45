"""A game line by line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from kleene_play import scenes
from kleene_play.game import Game
from kleene_play.live import SENTENCES, Live, State
from kleene_play.plain.console import Console
from kleene_play.told import BackToLobby, Leave, Told

MARKS = {"news": "* ", "chat": "* ", "error": "! "}


class Playing:
    """One game at the console, until its player goes back to the lobby. Raises Leave."""

    def __init__(self, console: Console, game: Game) -> None:
        self._console, self._game = console, game

    async def run(self) -> None:
        self._show(scenes.scene(self._game.view))
        self._show_options()
        if self._game.world_id is None:
            await self._play()
            return
        live = Live(self._game, tell=self._tell, changed=self._changed, stands=self._stands)
        streaming = asyncio.create_task(live.run())
        try:
            await self._play()
        finally:
            streaming.cancel()
            with suppress(asyncio.CancelledError):
                await streaming

    async def _play(self) -> None:
        while not (self._game.is_over and self._game.world_id is None):
            try:
                told = await self._game.entered(await self._console.line())
            except BackToLobby:
                return
            before = self._game.wanting
            self._show(told)
            if self._game.is_left:
                raise Leave
            if before is None and any(each.kind in {"did", "place"} for each in told):
                self._show_options()

    def _show(self, told: Iterable[Told]) -> None:
        for each in told:
            self._tell(each)

    def _tell(self, told: Told) -> None:
        self._console.tell(MARKS.get(told.kind, "") + told.text)

    def _show_options(self) -> None:
        for number, option in enumerate(scenes.options(self._game.view), start=1):
            self._console.tell(f"{number}. {option}")

    def _changed(self) -> None:
        if not self._game.is_over:
            self._console.tell("* The scene has changed:")
        self._show(scenes.scene(self._game.view))
        self._show_options()

    def _stands(self, state: State) -> None:
        self._console.tell(f"* {SENTENCES[state]}.")
