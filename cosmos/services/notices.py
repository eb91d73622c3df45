"""What happened to a player's stars and near their bookmarks. SkyNotices are read off the rows, so that none tells what has gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from django.db.models import QuerySet
from django.utils import timezone

from cosmos import limits
from cosmos.models import Bookmark, Comment, CosmosEntry, NoticeMark
from cosmos.services import reading
from cosmos.services.budgets import SEARCHES
from cosmos.services.comments import readable_comments
from cosmos.services.likeness_kind import embedder_name
from relations.services.blocks import apart_from

Kind = Literal["comment", "integrated", "near"]
COMPARED: Final = 100  # bookmarks, the newest, that new stars are compared with
ARRIVED: Final = 300  # new stars, the newest, that are compared
NEAR: Final = 0.5  # the least cosine of a star that is near


@dataclass(frozen=True, slots=True)
class SkyNotice:
    """`entry` is the star that it is about; `comment` what was said, `near` the bookmarked star. `at` is aware."""

    kind: Kind
    entry: CosmosEntry
    at: datetime
    comment: Comment | None = None
    near: CosmosEntry | None = None


@dataclass(frozen=True, slots=True)
class SkyNotices:
    """The newest first. Those after `read_at` (aware) are new; None where none was ever read."""

    notices: list[SkyNotice]
    read_at: datetime | None

    @property
    def unread(self) -> int:
        return sum(self.is_new(each) for each in self.notices)

    def is_new(self, notice: SkyNotice) -> bool:
        return self.read_at is None or notice.at > self.read_at


def notices_for(*, user_id: uuid.UUID) -> SkyNotices:
    """The notices of the last NOTICE_DAYS, NOTICES at most. Raises RateLimited."""
    SEARCHES.spend(str(user_id))
    since = timezone.now() - timedelta(days=limits.NOTICE_DAYS)
    found = [*_comments(user_id, since), *_integrated(user_id, since), *_near(user_id, since)]
    found.sort(key=lambda each: each.at, reverse=True)
    mark = NoticeMark.objects.filter(user_id=user_id).first()
    return SkyNotices(found[: limits.NOTICES], None if mark is None else mark.read_at)


def mark_notices_read(*, user_id: uuid.UUID) -> datetime:
    """Let all that happened until now be read; the moment (aware)."""
    now = timezone.now()
    NoticeMark.objects.update_or_create(user_id=user_id, defaults={"read_at": now})
    return now


def _comments(user_id: uuid.UUID, since: datetime) -> Iterator[SkyNotice]:
    rows = readable_comments(user_id).filter(entry__improvisation__author=user_id, created_at__gt=since)
    for row in with_star(rows.exclude(author=user_id))[: limits.NOTICES]:
        yield SkyNotice("comment", row.entry, row.created_at, comment=row)


def with_star(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With all that is told of the star of each row, in the same query."""
    beside = ("entry__author", "entry__scenario", "entry__cluster", "entry__improvisation__input_text")
    return rows.select_related(*beside).defer("entry__vector")


def _integrated(user_id: uuid.UUID, since: datetime) -> Iterator[SkyNotice]:
    mine = reading.readable_stars().told().filter(improvisation__author=user_id, improvisation__integrated_at__gt=since)
    for row in mine.filter(status=CosmosEntry.Status.INTEGRATED).order_by("-improvisation__integrated_at"):
        yield SkyNotice("integrated", row, row.improvisation.integrated_at or since)


def _near(user_id: uuid.UUID, since: datetime) -> Iterator[SkyNotice]:
    """Stars that were approved after one was marked that is like them: by others, and not marked themselves."""
    marked = list(_marked(user_id))
    arrived = list(_arrived(user_id, since)) if marked else []
    for row in arrived:
        near = _nearest(row, marked)
        if near is not None:
            yield SkyNotice("near", row, row.improvisation.reviewed_at or since, near=near)


def _marked(user_id: uuid.UUID) -> QuerySet[Bookmark]:
    rows = Bookmark.objects.filter(user_id=user_id, entry__in=reading.readable_stars().values("pk"))
    rows = rows.filter(entry__embedder=embedder_name()).exclude(entry__vector=None)
    return rows.select_related("entry").order_by("-pk")[:COMPARED]


def _arrived(user_id: uuid.UUID, since: datetime) -> QuerySet[CosmosEntry]:
    rows = reading.readable_stars().filter(improvisation__reviewed_at__gt=since, embedder=embedder_name())
    rows = rows.exclude(vector=None).exclude(improvisation__author=user_id).exclude(bookmarks__user=user_id)
    rows = rows.exclude(apart_from(user_id, person="improvisation__author")).told().defer(None)
    return rows.order_by("-improvisation__reviewed_at")[:ARRIVED]


def _nearest(row: CosmosEntry, marked: list[Bookmark]) -> CosmosEntry | None:
    from cosmos.services.matrix import as_row  # here, so that a process that compares nothing holds no vectors

    vector, at = as_row(bytes(row.vector or b"")), row.improvisation.reviewed_at
    best, found = NEAR, None
    for mark in marked:
        if at is None or mark.created_at >= at or mark.entry.dimension != row.dimension:
            continue
        alike = float(as_row(bytes(mark.entry.vector or b"")) @ vector)
        if alike >= best:
            best, found = alike, mark.entry
    return found
