"""Parameters as PostgreSQL takes them: written here where they are of the usual kinds, in the very form that the driver gives them.

The driver asks a class of its own about each value, and twice about some: a tenth of what a turn costs to send.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import Struct
from types import NoneType
from typing import Any, Final

import orjson
from psycopg import DataError
from psycopg.adapt import PyFormat
from psycopg.pq import Format
from psycopg.types.json import Jsonb

Writer = Callable[[Any], Any]
Kinds = tuple[object, ...]
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)  # where the server's moments begin
INT2: Final = Struct("!h").pack
INT4: Final = Struct("!i").pack
INT8: Final = Struct("!q").pack
UNUSUAL: Final = object()  # a kind that has no writer here


@dataclass(frozen=True, slots=True)
class Bound:
    """Values as they are sent, with their types and formats, as the server numbers them."""

    values: Sequence[Any]
    types: tuple[int, ...]
    formats: Any


@dataclass(frozen=True, slots=True)
class Shape:
    """How values of these kinds are sent."""

    writers: tuple[Writer, ...]
    types: tuple[int, ...]
    formats: Any


class Parameters:
    """Of one connection. The first of each shape is the driver's to write, and those that hold anything unusual always are."""

    def __init__(self, convert: Any) -> None:  # the driver's Transformer
        self._convert = convert
        self._shapes: dict[Kinds, Shape | None] = {}

    def bound(self, values: Sequence[object]) -> Bound:
        """Raises psycopg's DataError for what no column can hold."""
        kinds: Kinds = tuple(map(type, values))
        if int in kinds:
            kinds = tuple(_length(each) if type(each) is int else type(each) for each in values)
        shape = self._shapes.get(kinds)
        if shape is not None:
            try:
                written = [write(each) for write, each in zip(shape.writers, values, strict=True)]
            except TypeError:  # of an ordinary kind, and unusual nevertheless
                return self._by_driver(values)
            return Bound(written, shape.types, shape.formats)
        bound = self._by_driver(values)
        if kinds not in self._shapes and len(self._shapes) < MOST and _are_ordinary(values):
            self._shapes[kinds] = _shape(kinds, bound)
        return bound

    def _by_driver(self, values: Sequence[object]) -> Bound:
        written = self._convert.dump_sequence(values, [PyFormat.AUTO] * len(values))
        return Bound(written, self._convert.types or (), self._convert.formats)


def _length(number: int) -> object:
    """Numbers of different lengths are different types to the server."""
    bits = (number if number >= 0 else ~number).bit_length()
    return INT2 if bits < 16 else INT4 if bits < 32 else INT8 if bits < 64 else UNUSUAL


def _are_ordinary(values: Sequence[Any]) -> bool:
    """Whether none is a moment without a zone, or JSON that another writer makes: those have a type of their own, or another form."""
    kinds = ((type(each), each) for each in values)
    return not any(
        (kind is datetime and each.tzinfo is None) or (kind is Jsonb and each.dumps is not orjson.dumps)
        for kind, each in kinds
    )


def _shape(kinds: Kinds, bound: Bound) -> Shape | None:
    formats = bound.formats or ()
    writers = [WRITERS.get((kind, format_)) for kind, format_ in zip(kinds, formats, strict=True)]
    if any(writer is None for writer in writers):
        return None
    return Shape(tuple(writer for writer in writers if writer is not None), tuple(bound.types), list(formats))


def _text(value: str) -> bytes:
    written = value.encode()
    if b"\0" in written:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return written


def _moment(value: datetime) -> bytes:
    """Raises TypeError for one without a zone."""
    since = value - EPOCH
    return INT8(since.microseconds + 1_000_000 * (since.seconds + 86_400 * since.days))


def _json(value: Jsonb) -> bytes:
    """Raises TypeError where another writer than ours makes it."""
    if value.dumps is not orjson.dumps:
        raise TypeError
    return orjson.dumps(value.obj)


def _nothing(_value: None) -> None:
    return None


MOST: Final = 500  # shapes that a connection remembers
WRITERS: Final[dict[tuple[object, Format], Writer]] = {
    (str, Format.TEXT): _text,
    (uuid.UUID, Format.BINARY): lambda value: value.bytes,
    (bool, Format.BINARY): lambda value: b"\x01" if value else b"\x00",
    (INT2, Format.BINARY): INT2,
    (INT4, Format.BINARY): INT4,
    (INT8, Format.BINARY): INT8,
    (datetime, Format.BINARY): _moment,
    (Jsonb, Format.TEXT): _json,
    (NoneType, Format.TEXT): _nothing,
}
