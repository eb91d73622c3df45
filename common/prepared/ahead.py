"""Reads that went out with another one, before they were asked for: they save a round trip."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar

from common.prepared.lines import Rows
from common.prepared.select import Query

_kept: ContextVar[list[tuple[Query, Rows]] | None] = ContextVar("what was read ahead", default=None)


def keep(queries: Sequence[Query], answers: Sequence[Rows]) -> None:
    """Keep answers for whoever asks the same in this task, or in one that it begins."""
    if queries:
        _kept.set(list(zip(queries, answers, strict=True)))


def take(queries: Sequence[Query]) -> list[Rows] | None:
    """What is kept, if exactly this is asked for; else None. It is given once: who asks again wants to know what has changed."""
    kept = _kept.get()
    if not kept or [query for query, _ in kept] != list(queries):
        return None
    answers = [rows for _, rows in kept]
    kept.clear()
    return answers
