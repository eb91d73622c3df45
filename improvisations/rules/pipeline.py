"""Which way an improvisation can go. Every other move is refused, at every door."""

from __future__ import annotations

from typing import Final

# Back to `submitted` only by the author's edited draft.
MOVES: Final[dict[str, frozenset[str]]] = {
    "submitted": frozenset({"under_review", "rejected"}),
    "under_review": frozenset({"approved", "rejected"}),
    "approved": frozenset({"integrated"}),
    "integrated": frozenset(),
    "rejected": frozenset({"submitted"}),
}


def may_move(origin: str, target: str) -> bool:
    return target in MOVES[origin]
