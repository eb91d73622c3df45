"""The program on a whole screen: it asks its questions there, and plays its games."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from kleene_client import AsyncClient
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from kleene_play.game import Game
from kleene_play.screens.looks import LOOKS, look_for
from kleene_play.screens.playing import Playing
from kleene_play.screens.questions import Choosing, Wording
from kleene_play.session import GOODBYE, play_games
from kleene_play.texts import clean
from kleene_play.told import Back, Leave
from kleene_play.troubles import Trouble, sentence_of
from kleene_play.wishes import Wishes

Answer = TypeVar("Answer")


class PlayApp(App[int]):
    """Its result is the exit code. It asks as the protocol `Asking` says."""

    TITLE = "Kleene"
    CSS_PATH = "kleene.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (130, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", priority=True, show=False),
        Binding("f4", "change_look", show=False),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(self, wishes: Wishes, client: AsyncClient) -> None:
        look = look_for(wishes.look, os.environ)
        super().__init__(ansi_color=look == "none" or None)
        self._wishes, self._client = wishes, client
        self._notices: list[str] = []
        for each in LOOKS.values():
            self.register_theme(each)
        self.theme = look

    def compose(self) -> ComposeResult:
        """What stands there while the server is asked."""
        yield Static("One moment ...", classes="sheet notice")

    def on_mount(self) -> None:
        self.run_worker(self._play(), exit_on_error=True)

    async def _play(self) -> None:
        async with self._client:
            try:
                await play_games(self._wishes, self._client, self, self._play_game)
            except Trouble as trouble:
                self.exit(1, message=Text(f"! {clean(sentence_of(trouble))}"))
            except Leave:
                await self.action_quit()

    async def _play_game(self, game: Game) -> None:
        if await self.push_screen_wait(Playing(game, self._told_before())) == "leave":
            raise Leave

    def tell(self, text: str) -> None:
        """Shown above the next question."""
        self._notices.append(text)

    async def ask(self, question: str) -> str:
        return _given(await self.push_screen_wait(Wording(self._told_before(), question)))

    async def ask_secret(self, question: str) -> str:
        return _given(await self.push_screen_wait(Wording(self._told_before(), question, is_secret=True)))

    async def choose(self, title: str, rows: Sequence[str]) -> int:
        return _given(await self.push_screen_wait(Choosing(self._told_before(), title, rows)))

    async def action_quit(self) -> None:
        self.exit(0, message=Text(GOODBYE))

    async def action_help_quit(self) -> None:  # type: ignore[override]  # textual awaits what an action gives
        """Ctrl+C where nothing is selected that could be copied."""
        await self.action_quit()

    def action_change_look(self) -> None:
        if self.theme != "none":
            self.theme = "light" if self.theme == "dark" else "dark"

    def _told_before(self) -> list[str]:
        told, self._notices = self._notices, []
        return told


def _given(answer: Answer | None) -> Answer:
    if answer is None:
        raise Back
    return answer
