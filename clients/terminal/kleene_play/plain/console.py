"""Lines in and lines out."""

from __future__ import annotations

import asyncio
import codecs
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import chain
from typing import Final, TextIO

from kleene_play.texts import clean, wrapped
from kleene_play.told import Back, Leave

WIDTH: Final = 78
CHUNK: Final = 65536  # bytes
LONGEST_LINE: Final = 10_000  # letters; no server takes so many
AHEAD: Final = 100  # lines that are read before they are wanted


class Console:
    """Reads a descriptor in a thread of its own, so that news can be told while a line is awaited."""

    def __init__(self, source: int, out: TextIO) -> None:
        self._source, self._out = source, out
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._room = threading.Semaphore(AHEAD)
        self._is_terminal = os.isatty(source)
        self._width = WIDTH if out.isatty() else None

    def begin(self) -> None:
        """Begin to read. A daemon: a read that never returns must not keep the program alive."""
        threading.Thread(target=self._read, args=(asyncio.get_running_loop(),), daemon=True).start()

    def tell(self, text: str) -> None:
        safe = clean(text)
        print(wrapped(safe, self._width) if self._width else safe, file=self._out, flush=True)

    async def line(self) -> str:
        """The next line. Raises Leave where there are no more."""
        line = await self._lines.get()
        self._room.release()
        if line is None:
            self._lines.put_nowait(None)
            raise Leave
        return line.strip()

    async def ask(self, question: str) -> str:
        """Raises Leave."""
        self.tell(question)
        return await self.line()

    async def ask_secret(self, question: str) -> str:
        """The same without showing what is typed, where a terminal shows it. Raises Leave."""
        with _unseen(self._source) if self._is_terminal else nullcontext():
            return await self.ask(question)

    async def choose(self, title: str, rows: Sequence[str]) -> int:
        """Which of the rows, from 0. Raises Leave, also where the player types quit, and Back."""
        self.tell("\n".join([title, *(f"{number}. {row}" for number, row in enumerate(rows, start=1))]))
        while True:
            line = (await self.ask("Type a number, back or quit.")).lower()
            if line.lstrip("/") in {"quit", "exit", "q"}:
                raise Leave
            if line.lstrip("/") in {"back", "b"}:
                raise Back
            if line.isdecimal() and 1 <= int(line[:6]) <= len(rows):
                return int(line[:6]) - 1
            self.tell(f"There is no choice {line}." if line else "")

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has ended first
            for line in chain(_lines_of(self._source), (None,)):
                self._room.acquire()
                loop.call_soon_threadsafe(self._lines.put_nowait, line)


def _lines_of(source: int) -> Iterator[str]:
    """Not by `sys.stdin`, whose lock a read that never returns would hold when the program ends."""
    decoder = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")("replace")
    kept = ""
    while True:
        try:
            chunk = os.read(source, CHUNK)
        except OSError:
            chunk = b""
        *whole, kept = (kept + decoder.decode(chunk, final=not chunk)).split("\n")
        for line in whole:
            yield line[:LONGEST_LINE]
        if not chunk:
            if kept:
                yield kept
            return
        kept = kept[:LONGEST_LINE]


@contextmanager
def _unseen(terminal: int) -> Iterator[None]:
    """Without echo; where there is no termios, what is typed is shown."""
    try:
        import termios
    except ImportError:
        yield
        return
    before = termios.tcgetattr(terminal)
    silent = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
