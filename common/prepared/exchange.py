"""Statements that go to PostgreSQL together, prepared on their connection, and come back in one round trip.

Psycopg's own pipelines do the same with a cursor for each statement, and wait for the socket after each. This takes what
is below them: its wrapping of libpq, its conversions, and its way of waiting, which also cancels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, Final

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.generators import send
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult
from psycopg.waiting import WAIT_R

from common.prepared.lines import Rows
from common.prepared.parameters import Parameters
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
        self._parameters = Parameters(self._convert)
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

    def forget(self) -> None:
        """Prepare every statement anew: the server is about to forget them."""
        self._names.clear()

    def _bound(self, query: Query) -> Bound:
        text = _text_of(query.sql, len(query.parameters))
        given = self._parameters.bound(query.parameters)
        return Bound((query.sql, given.types), text, given.values, given.formats)

    def _exchanged(self, bound: Sequence[Bound]) -> PQGen[list[PGresult]]:
        are_new = [self._send(each) for each in bound]
        self._line.pipeline_sync()
        yield from send(self._line)
        results = iter((yield from self._results()))
        return [self._answer(each, results, is_new=is_new) for each, is_new in zip(bound, are_new, strict=True)]

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

    def _answer(self, bound: Bound, results: Iterator[PGresult], *, is_new: bool) -> PGresult:
        """What a statement came to; what its preparation came to, where that failed."""
        prepared = next(results, None) if is_new else None
        answer = next(results, None)
        if prepared is not None and prepared.status != ExecStatus.COMMAND_OK:
            self._names.pop(bound.key, None)
            return prepared
        if answer is None:
            raise psycopg.OperationalError("The connection was lost.")
        return answer

    def _results(self) -> PQGen[list[PGresult]]:
        """One for each message that was sent, until all of it is over; fewer from a connection that is lost meanwhile."""
        line = self._line
        found: list[PGresult] = []
        while True:
            while line.is_busy():
                yield WAIT_R
                line.consume_input()
            result = line.get_result()
            if result is None:  # between two of them
                if line.status != ConnStatus.OK:
                    return found
            elif result.status == ExecStatus.PIPELINE_SYNC:
                return found
            else:
                found.append(result)

    def _rows(self, answer: PGresult) -> Rows:
        if not answer.nfields:
            return ()
        self._convert.set_pgresult(answer)
        return self._convert.load_rows(0, answer.ntuples, tuple)


@lru_cache(maxsize=500)
def _text_of(sql: str, parameters: int) -> bytes:
    """The text with numbered places, as the server wants it."""
    pieces = sql.split("%s")
    assert len(pieces) == parameters + 1, f"{parameters} parameters for {sql}"
    numbered = [f"{piece}${number}" for number, piece in enumerate(pieces[:-1], 1)]
    return "".join([*numbered, pieces[-1]]).replace("%%", "%").encode()
