"""Room for the frames of a test's calls, all in one piece.

CPython keeps frames in pieces of 16 KiB. It asks the system for a piece whenever a call needs a new one, and gives it back
when that call returns: a loop that calls at the edge of a piece pays for this at each call, which makes the call some 300
times as dear. A new piece is as large as the frame that begins it asks for. So the frame of `roomy` asks for much, and all
calls inside it find room in its piece.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

VALUES: Final = 70_000  # of 8 bytes; a piece is as large as the next power of two, which leaves half a megabyte free


def roomy(call: Callable[[], Any]) -> Any:
    """What `call` returns, with room for whatever it calls."""
    return call()


roomy.__code__ = roomy.__code__.replace(co_stacksize=VALUES)
