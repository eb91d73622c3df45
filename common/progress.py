"""How far a long command has come, for whoever waits at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO


def progress_on(terminal: TextIO, *, total: int, what: str) -> Callable[[int], None]:
    """A function that is told how much is done; it writes over one line of a terminal, and nothing into a file or a pipe."""
    if not terminal.isatty():
        return lambda _done: None

    def tell(done: int) -> None:
        terminal.write(f"\r{done:,} of {total:,} {what} ({done * 100 // max(total, 1)} %)")
        terminal.write("\n" if done >= total else "")
        terminal.flush()

    return tell


def count_on(terminal: TextIO, *, what: str) -> Callable[[int], None]:
    """The same where nobody knows how much there is."""
    if not terminal.isatty():
        return lambda _done: None

    def tell(done: int) -> None:
        terminal.write(f"\r{done:,} {what}")
        terminal.flush()

    return tell
