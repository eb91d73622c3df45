"""What was found when a typed text was compared with the options of a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Comparison:
    """Likeness from -1 to 1: of the whole text and each text that an option may have, and of its words and theirs."""

    texts: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


NOT_COMPARED: Final = Comparison()
