"""One labelled line: where it stands, what was typed, and what is expected."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPECTED: Final = ("option", "ask", "improvise", "meta", "item", "go")
TOPICS: Final = ("look", "inventory", "help", "undo", "hint", "map", "where", "options", "again", "time")
_NEEDS: Final = {"option": "option", "ask": "among", "meta": "meta", "item": "item", "go": "to"}


class LineError(Exception):
    """What is wrong with a line, in a sentence."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """`at` is a location id, or empty for where the story begins; `given` is how the state differs from the opening."""

    id: str
    scenario: str
    node: str
    typed: str
    expect: str
    option: str = ""
    among: tuple[str, ...] = ()
    meta: str = ""
    item: Mapping[str, str] = field(default_factory=dict)
    to: str = ""
    at: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


def line_from_json(text: str) -> LabelledLine:
    """Raises LineError."""
    try:
        read = json.loads(text)
    except ValueError as trouble:
        raise LineError(f"This is not JSON: {trouble}.") from trouble
    if not isinstance(read, dict):
        raise LineError("A line is a JSON object.")
    for key in ("id", "scenario", "node", "typed", "expect"):
        if not isinstance(read.get(key), str):
            raise LineError(f"The key '{key}' is missing or no text.")
    return _line(read)


def _line(read: Mapping[str, Any]) -> LabelledLine:
    expect = read["expect"]
    if expect not in EXPECTED:
        raise LineError(f"'{expect}' is nothing to expect: use one of {', '.join(EXPECTED)}.")
    needed = _NEEDS.get(expect)
    if needed is not None and not read.get(needed):
        raise LineError(f"A line that expects '{expect}' needs the key '{needed}'.")
    if expect == "meta" and read["meta"] not in TOPICS:
        raise LineError(f"'{read['meta']}' is no question about the game: use one of {', '.join(TOPICS)}.")
    return LabelledLine(
        id=read["id"],
        scenario=read["scenario"],
        node=read["node"],
        typed=read["typed"],
        expect=expect,
        option=read.get("option", ""),
        among=tuple(read.get("among", ())),
        meta=read.get("meta", ""),
        item=read.get("item", {}),
        to=read.get("to", ""),
        at=read.get("at", ""),
        given=read.get("given", {}),
    )
