"""The entries of one mapping, each read as the kind of value it should be.

Whatever is wrong is noted and replaced by something harmless, so that one reading finds every mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from worlds import limits
from worlds.rules.problems import listed, quoted
from worlds.rules.quantities import SECONDS, Span, Unit
from worlds.rules.reading.wording import kind_of, whole_advice
from worlds.rules.tree import OddNumber, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from worlds.rules.reading.notes import Notes, Path

Word = TypeVar("Word", bound=str)
Kind = TypeVar("Kind")


class Fields:
    """A mapping of the file at `path`; a missing or broken one reads as empty."""

    __slots__ = ("entries", "notes", "path")

    def __init__(self, entries: Mapping[str, Value], path: Path, notes: Notes) -> None:
        self.entries = entries
        self.path = path
        self.notes = notes

    # -- text and ids

    def text(self, key: str, default: str = "") -> str:
        value = self.entries.get(key)
        if isinstance(value, str):
            return value.strip()
        if value is not None:
            self.wrong(key, "text", "put it in quotes" if isinstance(value, int) else "write text here")
        return default

    def needed_text(self, key: str) -> str:
        text = self.text(key)
        if not text and self._is_absent(key):
            self.missing(key)
        return text

    def identifier(self, key: str) -> str | None:
        value = self.entries.get(key)
        return None if value is None else self._as_identifier(value, (*self.path, key))

    def needed_identifier(self, key: str) -> str:
        if self._is_absent(key):
            self.missing(key)
        return self.identifier(key) or ""

    def identifiers(self, key: str) -> tuple[str, ...]:
        """A list of ids; broken ones are left out."""
        found = (self._as_identifier(value, path) for value, path in self.entries_of(key))
        return tuple(identifier for identifier in found if identifier)

    def _as_identifier(self, value: Value, path: Path) -> str | None:
        if not isinstance(value, str):
            advice = "put it in quotes" if isinstance(value, int) else "write one id"
            self.notes.error(path, f"an id must be text, but this is {kind_of(value)}", advice, "wrong_type")
            return None
        if not (
            value.isascii() and value.isprintable() and value == value.strip() and 0 < len(value) <= limits.STORY_ID
        ):
            advice = f"use 1 to {limits.STORY_ID} plain ASCII characters"
            self.notes.error(path, f"the id {quoted(value)} cannot be used", advice, "bad_id")
            return None
        return str(value)

    # -- numbers, truth, words

    def whole(self, key: str, default: int = 0) -> int:
        return default if self._is_absent(key) else self._as_whole(self.entries[key], (*self.path, key))

    def needed_whole(self, key: str) -> int:
        if self._is_absent(key):
            self.missing(key, "write a whole number")
        return self.whole(key)

    def minutes(self, key: str, default: int) -> int:
        minutes = self.whole(key, default)
        if minutes < 0:
            advice = "write 0 or more minutes"
            self.notes.error((*self.path, key), f"{minutes} minutes are negative", advice, "negative_minutes")
        return max(0, minutes)

    def _as_whole(self, value: Value, path: Path) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, OddNumber):
            self.notes.error(
                path, f"{quoted(value)[1:-1]} is not a plain whole number", whole_advice(value), "not_whole"
            )
        else:
            advice = "write a whole number, without quotes"
            self.notes.error(path, f"this must be a number, but it is {kind_of(value)}", advice, "not_a_number")
        return 0

    def truth(self, key: str, default: bool) -> bool:  # noqa: FBT001 - a default, not a switch
        return default if self._is_absent(key) else self._as_truth(self.entries[key], (*self.path, key))

    def _as_truth(self, value: Value, path: Path) -> bool:
        if not isinstance(value, bool):
            self.notes.error(path, f"this is {kind_of(value)}", "write true or false", "wrong_type")
        return value is True

    def word(self, key: str, allowed: tuple[Word, ...], default: Kind) -> Word | Kind:
        """One of the `allowed` words; another one is an error."""
        if self._is_absent(key):
            return default
        value = self.entries[key]
        known = next((word for word in allowed if word == value), None)
        if known is None:
            choices = f"write {listed(allowed)}"
            advice = self.suggest(value, allowed, choices)
            self.notes.error(
                (*self.path, key), f"{quoted(value)} is not a valid {key.replace('_', ' ')}", advice, f"unknown_{key}"
            )
        return default if known is None else known

    def setting(self, key: str) -> str | int:
        """A value of an environment: text or a whole number; true and false are taken as text."""
        if self._is_absent(key):
            self.missing(key, "write text or a whole number")
            return 0
        return self._as_setting(self.entries[key], (*self.path, key))

    def _as_setting(self, value: Value, path: Path) -> str | int:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str) and not isinstance(value, OddNumber):
            return value
        return self._as_whole(value, path)

    # -- spans of time

    def span(self, key: str) -> Span | None:
        if self._is_absent(key):
            return None
        span = self.inner(key)
        span.only("amount", "unit")
        return Span(span.needed_whole("amount"), span.unit("unit", None))

    def unit(self, key: str, default: Unit | None) -> Unit:
        if default is None and self._is_absent(key):
            self.missing(key, f"write {listed(SECONDS)}")
        units: tuple[Any, ...] = tuple(SECONDS)
        unit: Unit = self.word(key, units, default or "hours")
        return unit

    # -- mappings of plain values

    def numbers(self, key: str) -> dict[str, int]:
        return self._each(key, self._as_whole)

    def flags(self, key: str) -> dict[str, bool]:
        return self._each(key, self._as_truth)

    def settings(self, key: str) -> dict[str, str | int]:
        return self._each(key, self._as_setting)

    def places(self, key: str) -> dict[str, str]:
        """Ids by id."""
        return {name: place for name, place in self._each(key, self._as_identifier).items() if place}

    def _each(self, key: str, read: Callable[[Value, Path], Kind]) -> dict[str, Kind]:
        inner = self.inner(key)
        return {name: read(value, (*inner.path, name)) for name, value in inner.entries.items() if value is not None}

    # -- structure

    def inner(self, key: str) -> Fields:
        """The mapping at `key`; a missing one is empty."""
        value = self.entries.get(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, "a mapping", "write `key: value` lines below it")
        return Fields(value if isinstance(value, dict) else {}, (*self.path, key), self.notes)

    def named(self, key: str) -> Iterator[tuple[str, Fields]]:
        """The mappings in the mapping at `key`, by name."""
        holder = self.inner(key)
        for name in holder.entries:
            yield name, holder.needed_inner(name)

    def listed(self, key: str) -> Iterator[Fields]:
        """The mappings in the list at `key`; anything else in it is noted and left out."""
        for value, path in self.entries_of(key):
            if isinstance(value, dict):
                yield Fields(value, path, self.notes)
            else:
                advice = "write `key: value` lines here"
                self.notes.error(path, f"this must be a mapping, but it is {kind_of(value)}", advice, "wrong_type")

    def entries_of(self, key: str) -> Iterator[tuple[Value, Path]]:
        value = self.entries.get(key)
        if isinstance(value, list):
            for index, entry in enumerate(value):
                yield entry, (*self.path, key, index)
        elif value is not None:
            self.wrong(key, "a list", "write it as `[a, b]`, or as lines that begin with `- `")

    def needed_inner(self, key: str) -> Fields:
        if self.entries[key] is None:
            self.wrong(key, "a mapping", "write `key: value` lines below it, or remove it")
        return self.inner(key)

    # -- saying what is wrong

    def only(self, *known: str) -> None:
        """Note every key that the format does not know: usually a slip of the pen."""
        for key in self.entries:
            if key not in known:
                advice = self.suggest(key, known, f"remove it, or use one of {', '.join(sorted(known))}")
                self.notes.warn((*self.path, key), f"the key {quoted(key)} is not known here", advice, "unknown_key")

    def missing(self, key: str, advice: str = "add it") -> None:
        if self.path in self.notes.wrong:
            return  # there is nothing for the key to be missing in
        self.notes.error((*self.path, key), f"`{key}` is missing", advice, "missing_key")

    def wrong(self, key: str, wanted: str, advice: str) -> None:
        if (*self.path, key) in self.notes.wrong:
            return
        found = kind_of(self.entries[key])
        self.notes.error((*self.path, key), f"this must be {wanted}, but it is {found}", advice, "wrong_type")

    def suggest(self, value: object, known: tuple[str, ...], otherwise: str) -> str:
        if not isinstance(value, str):
            return otherwise
        return self.notes.problems.suggest(value, known, otherwise=otherwise)

    def _is_absent(self, key: str) -> bool:
        return self.entries.get(key) is None
