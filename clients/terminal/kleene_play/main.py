"""Starts the client, and ends it with an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

import httpx
from kleene_client import AsyncClient

from kleene_play import remembered
from kleene_play.plain import mode as plain
from kleene_play.troubles import sentence_of
from kleene_play.wishes import Wishes, wishes_of

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    return play(wishes_of(words))


def play(wishes: Wishes) -> int:
    """The exit code: 0, 1 where the server could not be played on, 130 after Ctrl+C."""
    if wishes.forget:
        remembered.forget(wishes.server)
        return 0
    try:
        client = remembered.client_for(wishes.server) if wishes.remember else AsyncClient(wishes.server)
        return _run(wishes, client)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as trouble:
        sys.stderr.write(f"{sentence_of(trouble)}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # nobody reads on; what is left must not be written at the end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def is_full_screen(wishes: Wishes) -> bool:
    """Where it is wished for, there is a terminal, and textual is installed to draw on it."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return is_terminal and not wishes.plain and find_spec("textual") is not None


def _run(wishes: Wishes, client: AsyncClient) -> int:
    if not is_full_screen(wishes):
        return plain.run(wishes, client)
    from kleene_play.screens import mode as screens  # textual need not be installed

    return screens.run(wishes, client)
