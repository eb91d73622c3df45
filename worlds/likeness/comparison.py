"""What was found when a typed text was compared with the options of a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from worlds.rules.offering import node_of
from worlds.rules.telling import as_shown
from worlds.rules.understanding.likeness import Likeness

if TYPE_CHECKING:
    from worlds.rules.situation import Situation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Likeness from -1 to 1: of the whole text and each text that an option may have, and of its words and theirs."""

    texts: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def likeness(self, now: Situation) -> Likeness:
        """The same for the options as they are shown now, at the node that was compared."""
        shown = ((option.id, self.texts.get(as_shown(option, now).text)) for option in node_of(now).options)
        return Likeness({option_id: alike for option_id, alike in shown if alike is not None}, self.words)


NOT_COMPARED: Final = Comparison()
