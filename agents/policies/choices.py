"""What may be done now, and which of it an agent takes. Pure: chance comes in as a seeded generator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

View = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of the author's that is open."""

    option_id: str
    text: str


class Policy(Protocol):
    def choose(self, view: View) -> Choice | None:
        """What to do now; None where nothing is open."""


def open_choices(view: View) -> list[Choice]:
    """The options of the author's that are open, in order."""
    return list(_open(view))


def _open(view: View) -> Iterator[Choice]:
    for option in view["node"]["options"]:
        if option["kind"] == "scripted" and not option["locked"]:
            yield Choice(option["id"], option["text"])


@dataclass(slots=True)
class RandomPolicy:
    """Takes any open choice; the same seed takes the same ones."""

    chance: Random

    def choose(self, view: View) -> Choice | None:
        offered = open_choices(view)
        return self.chance.choice(offered) if offered else None


@dataclass(slots=True)
class ExplorerPolicy:
    """Takes what it has taken least often; among equals, chance decides."""

    chance: Random
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def choose(self, view: View) -> Choice | None:
        offered = open_choices(view)
        if not offered:
            return None
        node = view["node"]["id"]
        fewest = min(self.taken[node, choice.option_id] for choice in offered)
        chosen = self.chance.choice([each for each in offered if self.taken[node, each.option_id] == fewest])
        self.taken[node, chosen.option_id] += 1
        return chosen
