"""Statements that go to PostgreSQL together, prepared on their connection, and come back in one round trip.

Psycopg's own pipelines do the same with a cursor for each statement, and wait for the socket after each. This takes what
is below them: its wrapping of libpq, its conversions, and its way of waiting, which also cancels.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, Final

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from common.prepared.lines import Rows
from common.prepared.select import Query

PREPARED: Final = 200  # statements that a connection keeps prepared
DONE: Final = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})

Key = tuple[str, tuple[int, ...]]  # the text and the types of its parameters


@dataclass(frozen=True, slots=True)
class Bound:
    """A statement with its parameters as the server takes them."""

    key: Key
    text: bytes
    values: Sequence[Any]
    formats: Any


class Exchange:
    """What one connection has prepared, and how it asks for it."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        self._line, self._convert = connection.pgconn, Transformer.from_context(connection)
        self._names: dict[Key, bytes] = {}
        self._numbers = count()

    def run(self, queries: Sequence[Query]) -> PQGen[list[Rows]]:
        """Run statements in one round trip. The first that fails is raised as psycopg's error; none after it has run."""
        # All of them first: a parameter that cannot be sent must not leave half a round trip behind.
        bound = [self._bound(query) for query in queries]
        self._line.enter_pipeline_mode()
        try:
            answers = yield from self._exchanged(bound)
        finally:
            with suppress(psycopg.OperationalError):  # of a connection that was lost, or that the pool must close
                self._line.exit_pipeline_mode()
        for answer in answers:
            if answer.status not in DONE:
                raise error_from_result(answer)
        return [self._rows(answer) for answer in answers]

    def _bound(self, query: Query) -> Bound:
        text, as_usual = _text_of(query.sql, len(query.parameters))
        values = self._convert.dump_sequence(query.parameters, as_usual)
        return Bound((query.sql, self._convert.types or ()), text, values, self._convert.formats)

    def _exchanged(self, bound: Sequence[Bound]) -> PQGen[list[PGresult]]:
        are_new = [self._send(each) for each in bound]
        self._line.pipeline_sync()
        yield from send(self._line)
        answers = []
        for each, is_new in zip(bound, are_new, strict=True):
            answer = yield from self._answer(each, is_new=is_new)
            answers.append(answer)
        yield from fetch_many(self._line)  # that all of it is over
        return answers

    def _send(self, bound: Bound) -> bool:
        """Whether it is prepared on the way."""
        name = self._names.get(bound.key)
        is_new = name is None
        if name is None:
            name = self._new_name(bound.key)
            self._line.send_prepare(name, bound.text, bound.key[1])
        self._line.send_query_prepared(name, bound.values, bound.formats)
        return is_new

    def _new_name(self, key: Key) -> bytes:
        if len(self._names) >= PREPARED:
            return b""  # the one for all that come too late, prepared each time
        self._names[key] = name = b"hot_%d" % next(self._numbers)
        return name

    def _answer(self, bound: Bound, *, is_new: bool) -> PQGen[PGresult]:
        """What a statement came to; what its preparation came to, where that failed."""
        if is_new:
            prepared = yield from self._next_result()
            if prepared.status != ExecStatus.COMMAND_OK:
                self._names.pop(bound.key, None)
                yield from self._next_result()
                return prepared
        return (yield from self._next_result())

    def _next_result(self) -> PQGen[PGresult]:
        results: list[PGresult] = yield from fetch_many(self._line)
        if not results:
            raise psycopg.OperationalError("The connection was lost.")
        return results[0]

    def _rows(self, answer: PGresult) -> Rows:
        if not answer.nfields:
            return ()
        self._convert.set_pgresult(answer)
        return self._convert.load_rows(0, answer.ntuples, tuple)


@lru_cache(maxsize=500)
def _text_of(sql: str, parameters: int) -> tuple[bytes, list[PyFormat]]:
    """The text with numbered places, as the server wants it, and how each parameter is written: in its usual way."""
    pieces = sql.split("%s")
    assert len(pieces) == parameters + 1, f"{parameters} parameters for {sql}"
    numbered = [f"{piece}${number}" for number, piece in enumerate(pieces[:-1], 1)]
    return "".join([*numbered, pieces[-1]]).replace("%%", "%").encode(), [PyFormat.AUTO] * parameters
