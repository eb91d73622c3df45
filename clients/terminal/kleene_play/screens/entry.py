"""The one input line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input


class Entry(Input):
    """It remembers what was entered, and completes commands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+p", "recall(1)"), ("ctrl+n", "recall(-1)"), ("tab", "take_suggestion"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._entered: list[str] = []
        self._back = 0  # lines

    def complete(self, commands: Iterable[str]) -> None:
        """From now on these, which stand here without their slashes."""
        self.suggester = SuggestFromList([f"/{each}" for each in commands], case_sensitive=False)

    def taken(self) -> str:
        """What is typed; the line is empty then."""
        line = self.value.strip()
        if line:
            self._entered.append(line)
        self._back = 0
        self.clear()
        return line

    def action_recall(self, by: int) -> None:
        """A line that was entered before, as shells do it."""
        self._back = min(max(self._back + by, 0), len(self._entered))
        self.value = self._entered[-self._back] if self._back else ""
        self.action_end()

    def action_take_suggestion(self) -> None:
        self.action_end()
        self.action_cursor_right()
