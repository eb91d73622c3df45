"""What the admin opens with: how much is played, which stories have problems, who is new."""

from typing import Any, Final

from django.http import HttpRequest

from kleene_site.backoffice.bars import chart
from profiles.models import User
from worlds.admin.reports import summary
from worlds.models import GameSession
from worlds.services import activity
from worlds.services.revisions import newest_revisions

DAYS: Final = 14
ROWS: Final = 6


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The number of queries depends on what the viewer may see, and never on how much there is."""
    may = request.user.has_perm
    return {
        **context,
        "title": "Overview",
        "games": games() if may("worlds.view_gamesession") else None,
        "revisions": stories() if may("worlds.view_scenariorevision") else None,
        "accounts": list(User.objects.order_by("-date_joined")[:ROWS]) if may("profiles.view_user") else None,
    }


def stories() -> list[dict[str, Any]]:
    return [{"revision": revision, "found": summary(revision)} for revision in newest_revisions()[:ROWS]]


def games() -> dict[str, Any]:
    days = activity.by_day(days=DAYS)
    latest = GameSession.objects.select_related("user", "revision__scenario").defer(
        "state", "user__password", "revision__content_text", "revision__report"
    )
    return {
        "playing": activity.playing_now(),
        "today": days[-1],
        "begun": sum(day.begun for day in days),
        "finished": sum(day.finished for day in days),
        "days": days,
        "chart": chart(days),
        "latest": latest.order_by("-last_turn_at")[:ROWS],
    }
