"""What a labelled line was read as, beside what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.commands import Drop, Examine, Get, Give, Go
from worlds.rules.understanding.entry import understand
from worlds.rules.understanding.understood import Handled, Meant, Topic, Unsure

if TYPE_CHECKING:
    from worlds.rules.commands import Deed
    from worlds.rules.labelled.lines import LabelledLine
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.likeness import Likeness

_VERBS: Final[dict[type[Deed], str]] = {Get: "take", Drop: "drop", Give: "give", Examine: "examine"}
# Answered by the game instead of the story: none of them is a question about the game.
_NO_QUESTION: Final = frozenset({"language", "care", "sex", "violence", "command"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading in the terms of the labels; `read` is one of `lines.EXPECTED`."""

    read: str
    option: str = ""
    among: frozenset[str] = frozenset()
    meta: str = ""
    item: tuple[str, str] = ("", "")  # verb, item
    to: str = ""


def answer_of(line: LabelledLine, now: Situation, likeness: Likeness) -> Answer:
    """The line's text read as play would."""
    match understand(line.typed, now, likeness):
        case Meant(option):
            return Answer("option", option=option.id)
        case Unsure(options):
            return Answer("ask", among=frozenset(option.id for option in options))
        case Topic(name) if name not in _NO_QUESTION:
            return Answer("meta", meta=name)
        case Handled(Go(target)):
            return Answer("go", to=target)
        case Handled(Get(item) | Drop(item) | Give(item) | Examine(item) as deed):
            return Answer("item", item=(_VERBS[type(deed)], item))
    return Answer("improvise")


def expected_of(line: LabelledLine) -> Answer:
    return Answer(
        line.expect,
        option=line.option,
        among=frozenset(line.among),
        meta=line.meta,
        item=(line.item.get("verb", ""), line.item.get("noun", "")),
        to=line.to,
    )
