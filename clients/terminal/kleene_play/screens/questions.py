"""Screens that ask one thing each. They answer None where the player goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from kleene_play.screens.panes import Rows
from kleene_play.texts import clean


class Choosing(Screen[int | None]):
    """Which of the rows, from 0: by its number, by the arrows and Enter, or by a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "step(-1)"), ("down", "step(1)"), ("enter", "take"), ("escape", "dismiss(None)"),
    ]  # fmt: skip
    HELP = "A number, or the arrows and Enter · Esc back · Ctrl+Q end"

    def __init__(self, notices: Sequence[str], title: str, rows: Sequence[str]) -> None:
        super().__init__()
        self._notices, self._question, self._rows, self._number = notices, title, rows, ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield from (Static(Content(clean(each)), classes="notice") for each in self._notices)
            yield Static(Content(clean(self._question)), classes="question")
            yield Rows()
        yield Static(self.HELP, classes="keys", markup=False)

    def on_mount(self) -> None:
        self._list.show_titled(self._rows)

    @property
    def _list(self) -> Rows:
        return self.query_one(Rows)

    def on_key(self, event: object) -> None:
        character = getattr(event, "character", None)
        if character is None or not character.isdecimal():
            return
        self._number += character
        self._list.mark(self._number)
        if self._list.highlighted is None:
            self._number = ""
        elif int(self._number) * 10 > len(self._rows):  # no longer number begins like this
            self.action_take()

    def action_step(self, by: int) -> None:
        self._number = ""
        self._list.step(by)

    def action_take(self) -> None:
        if self._list.highlighted is not None:
            _ = self.dismiss(self._list.highlighted)

    def on_option_list_option_selected(self, event: Rows.OptionSelected) -> None:
        _ = self.dismiss(event.option_index)


class Wording(Screen[str | None]):
    """A line of the player's own; nothing of a secret is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)")]

    def __init__(self, notices: Sequence[str], question: str, *, is_secret: bool = False) -> None:
        super().__init__()
        self._notices, self._question, self._is_secret = notices, question, is_secret

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="sheet", can_focus=False):
            yield from (Static(Content(clean(each)), classes="notice") for each in self._notices)
            yield Static(Content(clean(self._question)), classes="question")
            yield Input(password=self._is_secret, compact=True)
        yield Static("Enter goes on · Esc back · Ctrl+Q end", classes="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        _ = self.dismiss(event.value.strip())
