"""The queue of reports: the same pattern as that of improvisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest

from common.backoffice import Act, Tone, who
from common.backoffice.claims import ClaimedQueueAdmin, ClaimFilter, OpenClaim, claim_on
from common.backoffice.listing import Preset
from common.backoffice.people import people_called
from common.backoffice.queues import Happening
from common.claims import is_held
from improvisations.services import visibility
from profiles.admin.report_actions import ACTS
from profiles.admin.report_filters import (
    KindFilter,
    OrderFilter,
    PersonFilter,
    StatusFilter,
)
from worlds.models import Report
from worlds.services.staff_feed import StaffLine, lines_around

BESIDE: Final = ("about", "reporter", "text", "reason", "note_text", "world", "claimed_by", "decided_by")
TONES: Final[dict[str, Tone]] = {"open": "warn", "resolved": "good", "dismissed": "quiet"}
LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    row: Report
    tone: Tone
    claim: OpenClaim | None
    others: int  # further reports about the same person, decided ones included


@admin.register(Report)
class ReportAdmin(ClaimedQueueAdmin):
    row_template = "admin/reports/row.html"
    change_list_template = "admin/reports/list.html"
    change_form_template = "admin/reports/report.html"
    presets = (
        Preset("Open, oldest first", ""),
        Preset("Claimed by me", "claimed=me"),
        Preset("Messages", "kind=message"),
        Preset("Players", "kind=player"),
        Preset("All", "status=all&by=newest"),
    )
    list_filter = (OrderFilter, StatusFilter, KindFilter, ClaimFilter, PersonFilter)
    search_fields = ("pk",)
    search_help_text = "Text or name"
    acts = ACTS
    bulk_acts = ("claim", "dismiss")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("worlds.view_report")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return Report.objects.prefetch_related(*BESIDE)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Report | None:
        return self.get_queryset(request).filter(pk__in=self._keys([object_id])).first()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-created_at",) if request.GET.get("by") == "newest" else ("created_at",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Report], search_term: str
    ) -> tuple[QuerySet[Report], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        people = people_called(term)
        words = Q(text__text__icontains=term) | Q(reason__text__icontains=term)
        return queryset.filter(words | Q(about__in=people) | Q(reporter__in=people)), False

    def entries_of(self, request: HttpRequest, rows: Sequence[Report]) -> list[Entry]:
        counted = Report.objects.filter(about__in={row.about_id for row in rows}).order_by().values_list("about")
        amounts = dict(counted.annotate(Count("pk")))
        return [
            Entry(row, TONES[row.status], claim_on(row, reader_id=who(request)), amounts[row.about_id] - 1)
            for row in rows
        ]

    def name_of(self, row: Report) -> str:
        return f"Report about {row.about}"

    def summary_of(self, row: Report) -> str:
        return f"{row.reason}: {row.text or row.about}"

    def news_of(self, row: Report) -> str:
        return f"{row.decided_by}: {row.outcome}." if row.decided_by else ""

    def happenings(self, row: Report, *, since: int) -> Iterable[Happening]:
        moves = row.moves.filter(version__gt=since).select_related("by", "why_text").order_by("version")[:LOOKED_AT]
        return [
            Happening(str(move.by), DEEDS.get(move.did, f"closed it: {move.did}"), move.at, move.why) for move in moves
        ]

    def is_waiting(self, row: Report) -> bool:
        return row.is_open

    def next_in_queue(self, row: Report) -> Report | None:
        """The oldest of the others."""
        waiting = Report.objects.filter(~is_held(), status=Report.Status.OPEN).exclude(pk=row.pk)
        return waiting.order_by("created_at").first()

    def ask_with(self, request: HttpRequest, act: Act, row: Report, form: Form) -> dict[str, Any]:
        extra = super().ask_with(request, act, row, form)
        return {**extra, "heading": f"Suspend {row.about}"} if act.name == "suspend" else extra

    def page_of(self, request: HttpRequest, row: Report) -> dict[str, Any]:
        others = Report.objects.filter(about=row.about_id).exclude(pk=row.pk).select_related("reason", "text")
        return {
            "title": self.name_of(row),
            "tone": TONES[row.status],
            "claim": claim_on(row, reader_id=who(request)),
            "history": row.moves.select_related("by", "why_text").order_by("-version")[:LOOKED_AT],
            "played": visibility.played_with(row.text_id).only("short_id") if row.text_id else (),
            "others": others.order_by("-created_at")[:LOOKED_AT],
            "around": context_of(row),
            "reads_worlds": request.user.has_perm("worlds.view_sharedworld"),
            "next": self.next_in_queue(row),
            "standing_url": self._admin_url("standing"),
            "list_url": self._admin_url("changelist"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }


def context_of(row: Report) -> Sequence[StaffLine]:
    """What was said and done around a reported message."""
    if row.kind != Report.Kind.MESSAGE or row.world_id is None or row.text_id is None:
        return ()
    return lines_around(world_id=row.world_id, text_id=row.text_id)


DEEDS: Final = {"claimed": "claimed it", "released": "released it", "reported": "reported it"}
