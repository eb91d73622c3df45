"""The queue of reports: the same pattern as that of improvisations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from common.backoffice import Act, Tone, who
from common.backoffice.claims import ClaimFilter, OpenClaim, claim_on
from common.backoffice.comments import CommentedQueueAdmin
from common.backoffice.listing import Preset
from common.backoffice.people import people_called
from common.backoffice.queues import Happening
from improvisations.rules.scoring import total
from improvisations.services import moderator_comments, visibility
from profiles.admin.report_actions import ACTS, HANDLE
from profiles.admin.report_filters import (
    KindFilter,
    OrderFilter,
    PersonFilter,
    StatusFilter,
)
from profiles.rules.report_priority import reasons
from profiles.services.report_priority import priority_parts
from profiles.services.reports import AROUND
from worlds.models import Report, StoryLink
from worlds.services.report_queue import amounts_about, first_about_each, next_unclaimed_report
from worlds.services.staff_feed import StaffLine, lines_around

BESIDE: Final = ("about", "reporter", "text", "reason", "note_text", "world", "claimed_by", "decided_by")
TONES: Final[dict[str, Tone]] = {"open": "warn", "resolved": "good", "dismissed": "quiet"}
LOOKED_AT: Final = 20
ORDERS: Final = {
    "urgent": ("-priority", "created_at"),
    "oldest": ("created_at",),
    "newest": ("-created_at",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the queue. Where it lists what waits, it stands for all open reports about the person."""

    row: Report
    tone: Tone
    claim: OpenClaim | None
    opened: int  # open reports about the same person
    decided: int  # about them, before
    why: tuple[str, ...]  # what raises the priority


@admin.register(Report)
class ReportAdmin(CommentedQueueAdmin):
    row_template = "admin/reports/row.html"
    change_list_template = "admin/reports/list.html"
    change_form_template = "admin/reports/report.html"
    presets = (
        Preset("Open, most urgent first", ""),
        Preset("Oldest first", "by=oldest"),
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
    comment_permission = HANDLE

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("worlds.view_report")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return Report.objects.prefetch_related(*BESIDE)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Report | None:
        return self.get_queryset(request).filter(pk__in=self._keys([object_id])).first()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ORDERS.get(request.GET.get("by", ""), ORDERS["urgent"])

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Report], search_term: str
    ) -> tuple[QuerySet[Report], bool]:
        term = search_term.strip()
        if not term:
            return (queryset if request.GET.get("status") else first_about_each(queryset)), False
        people = people_called(term)
        words = Q(text__text__icontains=term) | Q(reason__text__icontains=term)
        return queryset.filter(words | Q(about__in=people) | Q(reporter__in=people)), False

    def entries_of(self, request: HttpRequest, rows: Sequence[Report]) -> list[Entry]:
        people = {row.about_id for row in rows}
        weighed, amounts = priority_parts(people), amounts_about(people)
        return [
            Entry(
                row,
                TONES[row.status],
                claim_on(row, reader_id=who(request)),
                *amounts[row.about_id],
                reasons(weighed.get(row.about_id, ())) if row.is_open else (),
            )
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

    def write_comment(self, row: Report, moderator_id: uuid.UUID, text: str) -> object:
        return moderator_comments.comment_on_report(report_id=row.pk, moderator_id=moderator_id, text=text)

    def is_waiting(self, row: Report) -> bool:
        return row.is_open

    def next_in_queue(self, row: Report) -> Report | None:
        return next_unclaimed_report(but=row)

    def ask_with(self, request: HttpRequest, act: Act, row: Report, form: Form) -> dict[str, Any]:
        extra = super().ask_with(request, act, row, form)
        return {**extra, "heading": f"Suspend {row.about}"} if act.name == "suspend" else extra

    def page_of(self, request: HttpRequest, row: Report) -> dict[str, Any]:
        others = (
            Report.objects.filter(about=row.about_id).exclude(pk=row.pk).select_related("reason", "text", "reporter")
        )
        weighed = priority_parts([row.about_id]).get(row.about_id, ()) if row.is_open else ()
        return {
            "title": self.name_of(row),
            "tone": TONES[row.status],
            "claim": claim_on(row, reader_id=who(request)),
            "history": row.moves.select_related("by", "why_text").order_by("-version")[:LOOKED_AT],
            "played": visibility.played_with(row.text_id).only("short_id") if row.text_id else (),
            "opened": others.filter(status=Report.Status.OPEN).order_by("created_at")[:LOOKED_AT],
            "others": others.exclude(status=Report.Status.OPEN).order_by("-created_at")[:LOOKED_AT],
            "parts": weighed,
            "priority": total(weighed),
            "around": context_of(row),
            "public_story": public_story_of(row),
            "reads_games": request.user.has_perm("worlds.view_gamesession"),
            "reads_worlds": request.user.has_perm("worlds.view_sharedworld"),
            "next": self.next_in_queue(row),
            "comments": moderator_comments.comments_about_person(row.about_id),
            "comment_url": self.comment_url(request, row),
            "standing_url": self._admin_url("standing"),
            "list_url": self._admin_url("changelist"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }


def context_of(row: Report) -> Sequence[StaffLine]:
    """What was said and done around a reported message."""
    if row.text_id is None:
        return ()
    if row.kind in AROUND:
        return AROUND[row.kind](row.text_id)
    if row.kind != Report.Kind.MESSAGE or row.world_id is None:
        return ()
    return lines_around(world_id=row.world_id, text_id=row.text_id)


def public_story_of(row: Report) -> str:
    """The address of a reported story; empty where its link is gone, and for other reports."""
    link = StoryLink.objects.filter(session=row.subject_id, closed_at=None).first()
    return "" if link is None else reverse("public-story", args=[link.token])


DEEDS: Final = {"claimed": "claimed it", "released": "released it", "reported": "reported it"}
