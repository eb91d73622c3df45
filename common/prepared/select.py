"""A select that is compiled from a queryset once: its text, where its parameters go, and how a row becomes an instance."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, ClassVar, Final, Generic, TypeVar

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import JSONField, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # the stubs leave it out

from common.prepared.dialect import dialect

Row = TypeVar("Row")
Kind = type[uuid.UUID] | type[int] | type[str] | type[datetime]

_numbers: Final = count(1)
STAND_INS: Final[Mapping[Kind, Callable[[int], object]]] = {
    uuid.UUID: lambda number: uuid.UUID(int=0xFACE_0000_0000_4000_8000_0000_0000_0000 + number),
    int: lambda number: 1_900_000_000 + number,
    str: lambda number: f"stand-in {number} of a parameter",
    datetime: lambda number: datetime(1907, 1, 1, tzinfo=UTC).replace(microsecond=number),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the parameters of a statement the value of that name goes, and how the database wants it."""

    name: str
    adapt: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Query:
    """A statement to run: its text and its parameters, in the driver's own terms."""

    sql: str
    parameters: Sequence[object]


@dataclass(frozen=True, slots=True)
class Compiled:
    sql: str
    parameters: tuple[object, ...]  # values that never change, and a Place for each that does
    places: tuple[tuple[int, str, Callable[[Any], object]], ...]  # where those are
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    build: Callable[[list[Any]], Any]


class Select(Generic[Row]):
    """A queryset by the values that differ between its runs, each named with its type.

    `build` gets one stand-in for each name and returns the queryset, of instances or of `values_list`. What it says must
    depend on nothing else: it is called once in a process, in a transaction, as a select that locks can only be compiled there.
    """

    known: ClassVar[list[Select[Any]]] = []

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **kinds: Kind) -> None:
        self._build, self._kinds = build, kinds
        self._compiled: Compiled | None = None
        Select.known.append(self)

    def __call__(self, **values: object) -> Query:
        """The statement for these values. Assumes `compile_all` run in this process."""
        compiled = self.compiled
        given = list(compiled.parameters)
        for at, name, adapt in compiled.places:
            given[at] = values[name] if adapt is _as_it_is else adapt(values[name])
        return Query(compiled.sql, given)

    @property
    def compiled(self) -> Compiled:
        if self._compiled is None:
            raise RuntimeError("This statement is not compiled yet: call compile_all at the start.")
        return self._compiled

    @property
    def is_compiled(self) -> bool:
        return self._compiled is not None

    def rows(self, raw: Sequence[Sequence[object]]) -> list[Row]:
        """What the driver fetched as the queryset would have given it."""
        return list(self._converted(raw))

    def first(self, raw: Sequence[Sequence[object]]) -> Row | None:
        return next(self._converted(raw), None)

    def _converted(self, raw: Sequence[Sequence[object]]) -> Iterator[Row]:
        compiled = self.compiled
        asked = dialect()
        for row in map(list, raw):
            for at, converters, expression in compiled.converters:
                for converter in converters:
                    row[at] = converter(row[at], expression, asked)
            yield compiled.build(row)

    def compile(self) -> None:
        """Assumes an open transaction in this thread."""
        if self._compiled is None:
            stand_ins = {name: STAND_INS[kind](next(_numbers)) for name, kind in self._kinds.items()}
            adapts = {name: _adapting(kind) for name, kind in self._kinds.items()}
            places = {adapts[name](value): Place(name, adapts[name]) for name, value in stand_ins.items()}
            compiled = _compile(self._build(**stand_ins), places)
            found = {each.name for each in compiled.parameters if isinstance(each, Place)}
            # One that the queryset turned into something else would stay the same for ever, and unnoticed.
            assert found == set(stand_ins), f"{set(stand_ins) - found} is not a plain parameter of {compiled.sql}"
            self._compiled = compiled


def compile_all() -> None:
    """Compile every select that is known, in a transaction of its own; no thread of an event loop may call this."""
    if is_compiled():
        return
    with transaction.atomic():
        for each in Select.known:
            each.compile()


def is_compiled() -> bool:
    return all(each.is_compiled for each in Select.known)


def _adapting(kind: Kind) -> Callable[[Any], object]:
    """How the database wants values of this type: PostgreSQL as they are, the embedded one as text."""
    if kind is uuid.UUID and not connection.features.has_native_uuid_field:
        return _hexadecimal
    if kind is datetime:
        return connection.ops.adapt_datetimefield_value
    return _as_it_is


def _hexadecimal(value: uuid.UUID) -> str:
    return value.hex


def _as_it_is(value: object) -> object:
    return value


def _compile(queryset: QuerySet[Any, Any], places: Mapping[object, Place]) -> Compiled:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    found = compiler.get_converters(column[0] for column in compiler.select)
    converters = tuple((at, _chain(chain, expression), expression) for at, (chain, expression) in found.items())
    gives_tuples = compiler.klass_info is None or getattr(queryset, "_fields", None) is not None
    build = tuple if gives_tuples else _instances(compiler)
    placed = tuple(_place(value, places) for value in parameters)
    # A moment among the parameters would stay what it was at the start.
    assert not any(isinstance(each, datetime) for each in placed), f"a constant moment in {sql}"
    where = tuple((at, each.name, each.adapt) for at, each in enumerate(placed) if isinstance(each, Place))
    return Compiled(sql, placed, where, converters, build)


def _chain(converters: Sequence[Any], expression: Any) -> tuple[Any, ...]:
    """A field's converters; those of plain JSON read with the faster of two readers."""
    field = getattr(expression, "target", None)
    is_plain = isinstance(field, JSONField) and field.decoder is None and len(converters) == 1
    return (_read_json,) if is_plain else tuple(converters)


def _read_json(value: Any, *_: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


def _place(value: Any, places: Mapping[object, Place]) -> object:
    return places.get(value, value) if isinstance(value, uuid.UUID | int | str | datetime) else value


def _instances(compiler: Any) -> Callable[[list[Any]], Any]:
    """How a row becomes a model instance with its related ones and annotations: as Django's ModelIterable does it."""
    info, annotations = compiler.klass_info, tuple(compiler.annotation_col_map.items())
    begin, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[begin:end]]
    related = get_related_populators(info, compiler.select, connection.alias)

    def build(row: list[Any]) -> Any:
        instance = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
        for populator in related:
            populator.populate(row, instance)
        for name, at in annotations:
            setattr(instance, name, row[at])
        return instance

    return build
