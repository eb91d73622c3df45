"""What turns texts into vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.likeness.vectors import Vectors


class NoVectors(Exception):
    """Nothing can be said of these texts now; the message holds nothing that a player or a server has said."""


class Embedder(Protocol):
    """One instance serves every thread of a process."""

    instant: ClassVar[bool]  # answers at once, in this process
    name: str

    def knows(self, language: str) -> bool:
        """Whether vectors tell anything of texts in this language (BCP 47)."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row for each text, in their order. Raises NoVectors, within a short time."""
        ...
