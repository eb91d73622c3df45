"""A scenario file as plain values that still know their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds.rules.quantities import LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = None | bool | int | str | list["Value"] | dict[str, "Value"]


class MarkedMapping(dict[str, Value]):
    """A mapping of the file: `lines` holds the line of each key, `line` its own; both count from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def put(self, key: str, value: Value, line: int) -> None:
        self[key] = value
        self.lines[key] = line


class MarkedList(list[Value]):
    """A list of the file, with the line of each entry."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []

    def put(self, value: Value, line: int) -> None:
        self.append(value)
        self.lines.append(line)


_PLAIN_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})\Z")
_WHOLE_WITH_POINT: Final = re.compile(r"([-+]?(?:0|[1-9][0-9]{0,15}))\.0*\Z")
_LIKE_A_NUMBER: Final = re.compile(
    r"""[-+]?(?: 0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+
        | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
        | (?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?
        | \.(?:inf|Inf|INF|nan|NaN|NAN) )\Z""",
    re.VERBOSE,
)
_WORDS: Final[Mapping[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class OddNumber(str):
    """Text that readers of YAML disagree about: 1.5, 1e3, 010, 0x1F, 1_000, 12:30, .inf, twenty digits.

    Where text is wanted it is that text; where a number is wanted it is refused, unless it is whole (2.0).
    """

    __slots__ = ()

    @property
    def whole(self) -> int | None:
        match = _WHOLE_WITH_POINT.match(self)
        number = int(match[1]) if match else LIMIT + 1
        return number if -LIMIT <= number <= LIMIT else None


def resolve(text: str) -> Value:
    """The value of an unquoted scalar: YAML 1.2's core schema, without its floats."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-+.0123456789":
        return text
    if _PLAIN_WHOLE.match(text) and -LIMIT <= int(text) <= LIMIT:
        return int(text)
    return OddNumber(text) if _LIKE_A_NUMBER.match(text) else text


def plain(value: Value) -> Value:
    """The same values without lines: ready for JSON. Depth is bounded by whoever made the tree."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return str(value) if isinstance(value, OddNumber) else value


def line_of(container: Value, key: str | int) -> int | None:
    """The line of an entry, or of what holds it, or None where no file is."""
    if isinstance(container, MarkedMapping):
        return container.lines.get(str(key), container.line)
    if isinstance(container, MarkedList) and isinstance(key, int):
        return container.lines[key] if key < len(container.lines) else container.line
    return None


_DEEPEST_CONTENT: Final = 40


def unfit(content: object) -> str | None:
    """Why a value could not have come from a file: its depth, a float, a key that is no plain text; None if it could."""
    pending: list[tuple[object, int, bool]] = [(content, 1, False)]
    while pending:
        value, depth, has_nouns = pending.pop()
        if depth > _DEEPEST_CONTENT:
            return "this content is nested too deeply"
        if isinstance(value, dict):
            if not all(isinstance(key, str) and (has_nouns or key.isascii()) for key in value):
                return "this content has keys that are not ASCII text"
            pending.extend((entry, depth + 1, key == "look") for key, entry in value.items())
        elif isinstance(value, list):
            pending.extend((entry, depth + 1, False) for entry in value)
        elif isinstance(value, int) and not -LIMIT <= value <= LIMIT:
            return "this content has numbers beyond ±(2^53-1)"
        elif not (value is None or isinstance(value, str | int)):
            return f"this content has values of an unsupported type: {type(value).__name__}"
    return None
