"""Which stars everybody sees, and whose words they read. Every door of the sky reads through here."""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from common.errors import InvalidInput, NotFound
from common.ids import is_short_id
from cosmos import limits
from cosmos.models import CosmosEntry, CosmosEntryQuerySet
from cosmos.rules.positions import Position, waiting_place
from improvisations.services import visibility


@dataclass(frozen=True, slots=True)
class SkyFilter:
    """What is asked for. `before` is aware: the sky as it was then. `bounds` are two corners."""

    scenario: str | None = None
    cell: str | None = None
    author: str | None = None
    before: datetime | None = None
    bounds: tuple[Position, Position] | None = None


@dataclass(frozen=True, slots=True)
class SkyPage:
    entries: list[CosmosEntry]
    next_cursor: str | None


def in_sky() -> CosmosEntryQuerySet:
    """The stars that are there to be seen. One that should have gone and has not yet is left out."""
    waiting = Q(
        status=CosmosEntry.Status.STAR,
        improvisation__status__in=("submitted", "under_review", "approved", "integrated"),
    )
    return CosmosEntry.objects.filter(waiting | Q(pk__in=readable_stars().values("pk")))


def readable_stars() -> CosmosEntryQuerySet:
    """Those whose text everybody may read, as improvisations decide."""
    told = CosmosEntry.objects.filter(status__in=CosmosEntry.WITH_TEXT)
    return told.filter(improvisation__in=visibility.public_ideas().order_by().values("pk"))


def find_entry(entry_id: str) -> CosmosEntry:
    """A star by its id. Raises NotFound."""
    found = in_sky().told().filter(short_id=entry_id).first() if is_short_id(entry_id, "ent") else None
    if found is None:
        raise NotFound("There is no star with this id.")
    return found


def page_of_sky(wanted: SkyFilter, *, cursor: str | None = None, limit: int = limits.ENTRIES) -> SkyPage:
    """One page in the order in which stars came, and where the next begins. Raises InvalidInput for a wrong cursor."""
    rows = find_wanted(wanted, cursor=cursor).told().order_by("pk")
    return _page_of(list(rows[: limit + 1]), wanted, limit)


def find_wanted(wanted: SkyFilter, *, cursor: str | None) -> CosmosEntryQuerySet:
    """Those that a filter asks for, behind a cursor. Raises InvalidInput for a wrong one."""
    return in_sky().filter(_asked_for(wanted), pk__gt=_place_in(cursor))


def read_newest_stars(wanted: SkyFilter, *, cursor: str | None, limit: int) -> SkyPage:
    """One page with the newest first, and where the next begins. Raises InvalidInput for a wrong cursor."""
    rows = in_sky().told().filter(_asked_for(wanted)).order_by("-pk")
    if cursor is not None:
        rows = rows.filter(pk__lt=_place_in(cursor))
    return _page_of(list(rows[: limit + 1]), wanted, limit)


def keep_wanted(entries: Sequence[CosmosEntry], wanted: SkyFilter) -> list[CosmosEntry]:
    """Those of the found entries that a filter asks for, in the order in which they are given: of a day, those with words then."""
    had_words = Q() if wanted.before is None else Q(improvisation__reviewed_at__lt=wanted.before)
    fitting = CosmosEntry.objects.filter(_asked_for(wanted), had_words, pk__in=[entry.pk for entry in entries])
    kept = set(fitting.values_list("pk", flat=True))
    return [entry for entry in entries if entry.pk in kept]


def find_star_of_idea(*, reader_id: uuid.UUID, improvisation_id: str) -> CosmosEntry | None:
    """The star of an improvisation that this player may see; None where it has none. Raises NotFound."""
    idea = visibility.visible_improvisation(reader_id=reader_id, improvisation_id=improvisation_id)
    return in_sky().filter(improvisation=idea).first()


def shown_text(entry: CosmosEntry) -> str | None:
    """The idea's words, cut to SHOWN_TEXT; None of a star that has none to be read. Assumes a row from here, `told`."""
    idea = entry.improvisation
    if entry.status not in CosmosEntry.WITH_TEXT or not idea.is_accepted or idea.input_text.redacted_at:
        return None
    text = str(idea.input_text)
    return text if len(text) <= limits.SHOWN_TEXT else f"{text[: limits.SHOWN_TEXT - 1]}…"


def by_numbers(numbers: Mapping[int, float]) -> list[tuple[CosmosEntry, float]]:
    """Readable entries by the numbers of their vectors, with what is said of each, the greatest first."""
    rows = readable_stars().told().filter(vector_number__in=list(numbers))
    found = [(row, numbers[row.vector_number or 0]) for row in rows]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].pk))


def _asked_for(wanted: SkyFilter) -> Q:
    asked = Q()
    plain: dict[str, Any] = {"scenario__slug": wanted.scenario, "cell": wanted.cell, "author__short_id": wanted.author}
    asked &= Q(**{name: value for name, value in plain.items() if value is not None})
    if wanted.author is not None:
        asked &= Q(author__anonymised_at=None)
    if wanted.before is not None:
        asked &= Q(created_at__lt=wanted.before)
        if wanted.cell is not None or wanted.bounds is not None:
            asked &= Q(improvisation__reviewed_at__lt=wanted.before)  # before that it had no cell and no place
    if wanted.bounds is not None:
        low, high = wanted.bounds
        for axis, least, most in zip("xyz", low, high, strict=True):
            asked &= Q(**{f"{axis}__gte": least, f"{axis}__lte": most})
    return asked


def _page_of(found: list[CosmosEntry], wanted: SkyFilter, limit: int) -> SkyPage:
    if wanted.before is not None:
        turn_back(found, wanted.before)
    return SkyPage(found[:limit], cursor_at(found[limit - 1].pk) if len(found) > limit else None)


def turn_back(entries: list[CosmosEntry], before: datetime) -> None:
    """Let stars tell what they told at that moment: no words before their approval, no place in a story before they had one.

    Positions are those of today, but for stars that had none yet. The rows are not to be saved.
    """
    for entry in entries:
        idea = entry.improvisation
        if entry.status in CosmosEntry.WITH_TEXT and (idea.reviewed_at is None or idea.reviewed_at >= before):
            entry.status, entry.node_id, entry.cell = CosmosEntry.Status.STAR, "", ""
            entry.shape, entry.tags, entry.cluster = None, [], None
            entry.position = waiting_place(entry.short_id)
        elif entry.status == CosmosEntry.Status.INTEGRATED and (idea.integrated_at or before) >= before:
            entry.status = CosmosEntry.Status.ENRICHED


def cursor_at(place: int) -> str:
    """The name that the place behind a row has outside."""
    return base64.urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def _place_in(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    if not text.isdecimal() or len(text) > 18:
        raise InvalidInput("This cursor is not one of ours.", cursor=["Take `next_cursor` of the page before."])
    return int(text)
