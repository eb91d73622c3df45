"""The pieces of an idea that are read one after the other."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"(?<=[.!?…;])\s+|\n+")


def chunks_of(text: str, *, most: int) -> tuple[str, ...]:
    """Its sentences; the last piece holds what is more than `most`. At least one."""
    pieces = [piece.strip() for piece in _END.split(text) if piece.strip()]
    kept = [*pieces[: most - 1], " ".join(pieces[most - 1 :])] if len(pieces) > most else pieces
    return tuple(kept) or (text,)
