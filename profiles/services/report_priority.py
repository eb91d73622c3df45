"""How urgent the open reports about each person are: weighed when something changes, and every hour as they grow older."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db.models import Count, QuerySet
from django.utils import timezone

from common.text_filter.screening import screen
from improvisations.rules.scoring import Part, total
from profiles.models import Suspension
from profiles.rules.report_priority import LATELY, Reported, parts
from worlds import limits
from worlds.models import ModerationRecord, Report

MOST_TEXTS: Final = 20  # of one person's reported texts that are read for their severity
AT_ONCE: Final = 200  # people weighed with one set of queries
FILTERED: Final = (ModerationRecord.Action.MASKED, ModerationRecord.Action.REFUSED)


def priority_parts(people: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[Part, ...]]:
    """Of each of these people who has open reports: the parts of the priority; three queries."""
    now = timezone.now()
    opened: dict[uuid.UUID, list[Report]] = defaultdict(list)
    for row in _open(people):
        opened[row.about_id].append(row)
    lately = ModerationRecord.objects.filter(
        author_id__in=people, action__in=FILTERED, created_at__gte=now - LATELY
    ).order_by()
    filtered = dict(lately.values_list("author_id").annotate(Count("pk")))
    suspended = dict(Suspension.objects.filter(user__in=people).order_by().values_list("user").annotate(Count("pk")))
    return {
        person: parts(
            Reported(
                reporters=len({row.reporter_id for row in rows}),
                severity=_severity(rows),
                filtered=filtered.get(person, 0),
                suspensions=suspended.get(person, 0),
                days=_days(rows, now),
            )
        )
        for person, rows in opened.items()
    }


def weigh_reports(people: Collection[uuid.UUID]) -> None:
    """Write the priority of these people onto their open reports."""
    for person, weighed in priority_parts(people).items():
        Report.objects.filter(about=person, status=Report.Status.OPEN).exclude(priority=total(weighed)).update(
            priority=total(weighed)
        )


def weigh_all_reports() -> str:
    """A round of the worker: everybody with open reports. Harmless to repeat."""
    people = list(
        Report.objects.filter(status=Report.Status.OPEN).order_by().values_list("about", flat=True).distinct()
    )
    for first in range(0, len(people), AT_ONCE):
        weigh_reports(people[first : first + AT_ONCE])
    return ""


def _open(people: Collection[uuid.UUID]) -> QuerySet[Report]:
    rows = Report.objects.filter(about__in=people, status=Report.Status.OPEN).select_related("text")
    return rows.only("about", "reporter", "created_at", "text__text", "text__redacted_at").order_by("pk")


def _severity(rows: Iterable[Report]) -> int:
    texts = {row.text.text for row in rows if row.text is not None and row.text.redacted_at is None}
    return max((screen(text, longest=limits.PLAYER_TEXT).score for text in sorted(texts)[:MOST_TEXTS]), default=0)


def _days(rows: Iterable[Report], now: datetime) -> int:
    return (now - min(row.created_at for row in rows)).days
