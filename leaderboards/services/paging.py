"""Where an entry stands in the order of a board, and what stands before and after it."""

from __future__ import annotations

import base64
import binascii
import uuid
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, DateTimeField, F, Func, IntegerField, UUIDField, Value
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan

from common.errors import InvalidInput
from leaderboards.models import ORDER
from leaderboards.models.entries import EntryQuerySet


class Place(NamedTuple):
    """What entries are ordered by: less comes first."""

    placing: int
    achieved_at: datetime
    id: uuid.UUID


class RowValue(Func):
    """`(a, b, c)`: compared as one, so that the index finds the place whatever stands at the same score."""

    function = ""
    output_field = BooleanField()  # never read, but a comparison wants to know one


def place_of(entry: Any) -> Place:
    """Where an entry stands in its board's order: what a cursor says."""
    return Place(entry.placing, entry.achieved_at, entry.id)


def entries_after(entries: EntryQuerySet, place: Place | None) -> EntryQuerySet:
    """Entries in order that come after a place, or all of them."""
    ordered = entries.order_by(*ORDER)
    return ordered if place is None else ordered.filter(GreaterThan(_columns(), _values(place)))


def from_there(entries: EntryQuerySet, place: Place) -> EntryQuerySet:
    """Entries in order from a place on."""
    return entries.order_by(*ORDER).filter(GreaterThanOrEqual(_columns(), _values(place)))


def entries_before(entries: EntryQuerySet, place: Place) -> EntryQuerySet:
    """Entries that come before a place, the nearest first."""
    return entries.order_by(*(f"-{column}" for column in ORDER)).filter(LessThan(_columns(), _values(place)))


def _columns() -> RowValue:
    return RowValue(*map(F, ORDER))


def _values(place: Place) -> RowValue:
    return RowValue(
        Value(place.placing, IntegerField()), Value(place.achieved_at, DateTimeField()), Value(place.id, UUIDField())
    )


def cursor_of(place: Place) -> str:
    """A place as a client hands it back."""
    told = f"{place.placing} {place.achieved_at.astimezone(UTC).isoformat()} {place.id.hex}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def place_from(cursor: str) -> Place:
    """Raises InvalidInput."""
    try:
        placing, moment, key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split(" ")
        return Place(_placing(placing), _moment(moment), uuid.UUID(key))
    except (ValueError, OverflowError, binascii.Error):
        raise InvalidInput("Use the next_cursor of an earlier page.", cursor=["Invalid cursor."]) from None


def _placing(text: str) -> int:
    placing = int(text)
    if abs(placing) >= 2**31:
        raise ValueError(text)
    return placing


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)
