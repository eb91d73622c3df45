"""How many rows wait in each queue, as the sidebar of every admin page shows it."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import IntegerField, QuerySet, Subquery
from django.http import HttpRequest

from common.backoffice import who
from improvisations.models import Improvisation
from profiles.models import User
from worlds.models import ModerationRecord, Report

MOST: Final = 99  # beyond it a badge says "99+": it is read on every page, and counts no further


class CountUpTo(Subquery):
    """How many rows a query has that is cut off at a number."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def waiting_improvisations(request: HttpRequest) -> str:
    return _badge(request, "ideas")


def reported_people(request: HttpRequest) -> str:
    """People with open reports: the queue has one row for each of them."""
    return _badge(request, "people")


def unseen_texts(request: HttpRequest) -> str:
    return _badge(request, "texts")


def _badge(request: Any, queue: str) -> str:
    """The number of rows; empty where none waits."""
    if not hasattr(request, "waiting_rows"):
        request.waiting_rows = _counts(request)
    count = request.waiting_rows[queue]
    return f"{MOST}+" if count > MOST else str(count or "")


def _counts(request: HttpRequest) -> dict[str, int]:
    """All queues in one statement."""
    reader = User.objects.filter(pk=who(request)).order_by()
    counted: Any = reader.values(
        ideas=_up_to_most(Improvisation.objects.pending().values("pk")),
        people=_up_to_most(Report.objects.filter(status=Report.Status.OPEN).values("about").distinct()),
        texts=_up_to_most(ModerationRecord.objects.filter(seen_at=None).values("pk")),
    ).get()
    return dict(counted)


def _up_to_most(rows: QuerySet[Any, Any]) -> CountUpTo:
    return CountUpTo(rows.order_by()[: MOST + 1])
