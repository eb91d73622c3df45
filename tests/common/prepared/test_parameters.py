"""Parameters are written as the driver writes them, to the byte, whichever of the two does it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from psycopg import DataError
from psycopg.adapt import PyFormat, Transformer
from psycopg.types.json import Jsonb

from common.prepared.parameters import Parameters, Shape

ORDINARY: list[Any] = [
    "ä", "", 0, -32768, 32767, 32768, -32769, 2**31 - 1, 2**31, -(2**31) - 1, 2**63 - 1, -(2**63), True, False, None,
    uuid.UUID(int=2**100 + 5), datetime(2026, 11, 30, 12, 0, 0, 1, UTC), datetime(1907, 1, 1, tzinfo=UTC),
    datetime(2026, 2, 3, 4, 5, 6, 789, timezone(timedelta(hours=-5, minutes=30))),
    Jsonb({"a": [1, None, "ö"]}, dumps=orjson.dumps), Jsonb([], dumps=orjson.dumps),
]  # fmt: skip
UNUSUAL: list[Any] = [datetime(2026, 11, 30), 2**80, [1, 2], Jsonb({"a": 1}), b"bytes", 1.5, timedelta(1)]  # noqa: DTZ001


def by_driver(values: list[Any]) -> tuple[list[Any], tuple[int, ...], list[Any]]:
    convert: Any = Transformer()
    written = convert.dump_sequence(values, [PyFormat.AUTO] * len(values))
    return [None if each is None else bytes(each) for each in written], convert.types, list(convert.formats)


def ours(values: list[Any], parameters: Parameters) -> tuple[list[Any], tuple[int, ...], list[Any]]:
    bound = parameters.bound(values)
    written = [None if each is None else bytes(each) for each in bound.values]
    return written, tuple(bound.types), list(bound.formats or ())


@pytest.mark.parametrize("value", [*ORDINARY, *UNUSUAL], ids=lambda value: type(value).__name__)
def test_each_is_what_the_driver_makes_of_it_at_the_first_and_at_the_next_time(value: Any) -> None:
    parameters, convert = Parameters(Transformer()), by_driver([value, "beside"])
    assert [ours([value, "beside"], parameters) for _ in range(3)] == [convert] * 3


def test_the_ordinary_ones_are_written_without_the_driver() -> None:
    parameters = Parameters(Transformer())
    parameters.bound(ORDINARY)
    assert [type(shape) for shape in parameters._shapes.values()] == [Shape]
    assert ours(ORDINARY, parameters) == by_driver(ORDINARY)


@pytest.mark.parametrize("value", UNUSUAL, ids=lambda value: type(value).__name__)
def test_the_unusual_ones_are_left_to_it_after_ordinary_ones_of_their_kind_too(value: Any) -> None:
    parameters = Parameters(Transformer())
    for each in [*ORDINARY, value, *ORDINARY, value]:
        assert ours([each], parameters) == by_driver([each])
    assert parameters._shapes.get((type(value),)) is None or type(value) in {datetime, Jsonb}


def test_what_no_column_can_hold_is_refused_at_every_time() -> None:
    parameters = Parameters(Transformer())
    parameters.bound(["words"])
    with pytest.raises(DataError):
        parameters.bound(["\0"])
