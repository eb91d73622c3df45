"""What the admin opens with: how much is played, which stories have problems, who is new."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from common.backoffice import who
from common.claims import CLAIM_LASTS_IN_WORDS
from improvisations.models import Improvisation
from improvisations.services import workload
from kleene_site.backoffice import weeks
from kleene_site.backoffice.bars import chart
from kleene_site.backoffice.mail import may_have_mail
from profiles.models import ModeratorMail, User
from worlds.admin.reports import summary_of
from worlds.models import GameSession, Report
from worlds.services import activity, report_queue
from worlds.services.stories.revisions import newest_revisions

DAYS: Final = 14
ROWS: Final = 6
WEEKS: Final = 8


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The number of queries depends on what the viewer may see, and never on how much there is."""
    may = request.user.has_perm
    return {
        **context,
        "title": "Overview",
        "has_mail": ModeratorMail.objects.filter(user=who(request)).exists() if may_have_mail(request) else None,
        "curation": curation(request) if may("improvisations.view_improvisation") else None,
        "reports": reports() if may("worlds.view_report") else None,
        "games": games() if may("worlds.view_gamesession") else None,
        "revisions": stories() if may("worlds.view_scenariorevision") else None,
        "accounts": list(User.objects.order_by("-date_joined")[:ROWS]) if may("profiles.view_user") else None,
    }


def stories() -> list[dict[str, Any]]:
    return [{"revision": revision, "found": summary_of(revision)} for revision in newest_revisions()[:ROWS]]


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
        "latest": latest.latest_first()[:ROWS],
    }


def curation(request: HttpRequest) -> dict[str, Any]:
    """Seven queries; what could be many is counted up to a thousand."""
    by_week = workload.by_week(weeks=WEEKS)
    mine = Improvisation.objects.pending().claimed_at(timezone.now()).filter(claimed_by=who(request))
    return {
        "waiting": counted(workload.count_waiting()),
        "approved": counted(workload.waiting_for_integration()),
        "oldest": workload.oldest_waiting(),
        "next": workload.next_unclaimed_idea(),
        "mine": mine.count(),
        "claim_lasts": CLAIM_LASTS_IN_WORDS,
        "weeks": by_week,
        "throughput": weeks.throughput(by_week),
        "outcomes": weeks.outcomes(by_week),
    }


def reports() -> dict[str, Any]:
    waiting = Report.objects.filter(status=Report.Status.OPEN)
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    return {
        "open": counted(waiting.order_by()[: workload.MOST_COUNTED + 1].count()),
        "oldest": oldest,
        "next": report_queue.next_unclaimed_report(),
    }


def counted(amount: int) -> str:
    return f"{workload.MOST_COUNTED}+" if amount > workload.MOST_COUNTED else str(amount)
