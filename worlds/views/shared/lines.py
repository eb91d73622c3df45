"""The lines of a feed: what belongs to one turn is told once, and who speaks on is named once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from common.agent_mark import marked_agent
from common.typography import typographic_quotes
from worlds.rules.sight import SOMEONE
from worlds.views.shared.cards import UNSEEN

SOMEBODY: Final = SOMEONE
ONE_GROUP: Final = timedelta(minutes=5)  # the browser groups what it adds by the same (`static/kleene/feed.js`)
APART: Final = 4  # events from a turn to the last of what it brought about


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `said` is a player's own words, `deed` ours about them, `world` what happened to the world."""

    sequence: int
    at: datetime
    name: str = ""
    account: str = ""  # of who is called `name`, where it is called otherwise
    colour: str = UNSEEN
    is_agent: bool = False  # a program plays
    said: str = ""
    deed: str = ""
    outcome: str = ""  # of what they chose, in the author's words
    world: tuple[str, ...] = ()
    tag: str = ""
    is_mine: bool = False
    id: str = ""  # of a message, for who would report it
    speaker: str = ""  # the account that said it, for who would mute it; empty where the reader is not told whose it is
    is_turn: bool = False
    place: str = ""  # of a move: where to, as inside a sentence
    goes_on: bool = False  # under the name of the line before
    is_apart: bool = False  # no turn brought it about

    @property
    def is_named(self) -> bool:
        """Whether the name tells one person from all others."""
        return self.name not in {"", SOMEBODY}

    @property
    def called(self) -> str:
        """The name with its mark, where a sentence is plain text."""
        return marked_agent(self.name, is_agent=self.is_agent)

    @property
    def classes(self) -> str:
        marks = {"mine": self.is_mine, "same": self.goes_on, "news-line": not self.name}
        return " ".join(name for name, holds in marks.items() if holds)


def typeset_line(line: Line, language: str) -> Line:
    """The same with a book's quotation marks, but in a player's own words, which stay as they were typed."""
    deed, outcome = typographic_quotes(line.deed, language), typographic_quotes(line.outcome, language)
    world = tuple(typographic_quotes(sentence, language) for sentence in line.world)
    return replace(line, deed=deed, outcome=outcome, world=world)


def join_turns(lines: Iterable[Line]) -> list[Line]:
    """The same with one line for each turn: where it led, and what it changed for everybody, stand with what was done."""
    told: list[Line] = []
    for line in lines:
        if told and _is_of_turn(line, told[-1]):
            told[-1] = _with(told[-1], line)
        else:
            told.append(line)
    return told


def group_lines(lines: Iterable[Line]) -> list[Line]:
    """The same, each marked that goes on under the name of the one before."""
    told: list[Line] = []
    for line in lines:
        is_same = bool(told) and line.is_named and told[-1].name == line.name and line.at - told[-1].at < ONE_GROUP
        told.append(replace(line, goes_on=is_same))
    return told


def _is_of_turn(line: Line, turn: Line) -> bool:
    is_what_came_of_it = line.name == turn.name if line.place else bool(line.world or line.outcome) and not line.name
    return turn.is_turn and not line.is_apart and is_what_came_of_it and line.sequence - turn.sequence <= APART


def _with(turn: Line, line: Line) -> Line:
    if line.outcome:
        return replace(turn, outcome=line.outcome)
    if line.world:
        return replace(turn, world=(*turn.world, *line.world))
    # "Go up to the chapel" says already what "went to the chapel" says.
    is_said = line.place.removeprefix("the ").casefold() in turn.deed.casefold()
    turn = replace(turn, place=line.place)
    return replace(
        turn, deed=line.deed if is_said or not turn.deed else f"{turn.deed.removesuffix('.')} and {line.deed}"
    )
