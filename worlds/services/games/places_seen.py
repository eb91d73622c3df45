"""The places that a game has been to, read off its log; turns that were undone count, as their player has seen them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from common.recent import Recent
from worlds.models import GameSession

MOVED: Final = "player.location"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the records up to `number` tell."""

    number: int
    places: frozenset[str]


_read: Recent[uuid.UUID, _Read] = Recent(seconds=3600, most=5000)


def places_seen(session: GameSession) -> frozenset[str]:
    """Their ids. One query, for the records that this process has not read yet: records are never changed."""
    known = (_read.get_all([session.pk]) or {}).get(session.pk, _Read(0, frozenset()))
    if known.number < session.number:
        new = session.records.filter(number__gt=known.number, number__lte=session.number)
        changes = new.values_list("result__changes", flat=True)
        known = _Read(session.number, known.places.union(*map(_places_in, changes)))
        _read.keep({session.pk: known})
    return known.places


def _places_in(changes: list[dict[str, Any]] | None) -> Iterator[str]:
    for change in changes or ():
        if change["path"] == MOVED:
            yield from (change["before"], change["value"])
