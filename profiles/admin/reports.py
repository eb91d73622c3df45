"""The queue of reports: the same pattern as that of improvisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget

from kleene_site.common.backoffice import Act, Tone, who
from kleene_site.common.backoffice.listing import ChoiceFilter, Preset, WordsFilter
from kleene_site.common.backoffice.queues import Happening, QueueAdmin, SeenForm, seen
from profiles.services import reports
from worlds.models import Report
from worlds.services import reports as desk

HANDLE: Final = "worlds.handle_report"
BESIDE: Final = ("about", "reporter", "text", "reason", "world", "claimed_by", "decided_by")
TONES: Final[dict[str, Tone]] = {"open": "warn", "resolved": "good", "dismissed": "quiet"}
LOOKED_AT: Final = 20


class NoteForm(SeenForm):
    note = forms.CharField(
        label="Why",
        max_length=desk.LONGEST_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="It stands in the history, for the next moderator who asks.",
    )


class AuthorNoteForm(NoteForm):
    note = forms.CharField(
        label="Why",
        max_length=desk.LONGEST_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="The author reads it above the draft that they may edit.",
    )


class StatusFilter(ChoiceFilter):
    title = "status"
    parameter_name = "status"
    none = "open"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {
            "resolved": ("resolved", Q(status="resolved")),
            "dismissed": ("dismissed", Q(status="dismissed")),
            "all": ("all of them", Q()),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        is_search = request.GET.get("q", "").strip()
        if self.value() is None and not is_search:
            return queryset.filter(status=Report.Status.OPEN)
        return super().queryset(request, queryset)


class KindFilter(ChoiceFilter):
    title = "about a"
    parameter_name = "kind"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {value: (str(label).lower(), Q(kind=value)) for value, label in Report.Kind.choices}


class ClaimFilter(ChoiceFilter):
    title = "claimed by"
    parameter_name = "claimed"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        held = Q(claimed_by__isnull=False, claim_expires_at__gt=timezone.now())
        return {"me": ("me", held & Q(claimed_by=request.user.pk)), "nobody": ("nobody", ~held)}


class PersonFilter(WordsFilter):
    title = "about"
    parameter_name = "about"

    def condition(self, words: str) -> Q:
        return Q(about__in=called(words))


class OrderFilter(ChoiceFilter):
    title = "order"
    parameter_name = "by"
    none = "oldest first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"newest": ("newest first", Q())}


@dataclass(frozen=True, slots=True)
class Entry:
    row: Report
    tone: Tone
    hold: str
    is_mine: bool
    others: int  # further reports about the same person, decided ones included


def claim(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
    desk.claim(report_id=row.pk, moderator_id=who(request), version=data["seen_version"])
    return f"The {row} is yours for a quarter of an hour."


def release(request: HttpRequest, row: Report, _data: Mapping[str, Any]) -> str:
    desk.release(report_id=row.pk, moderator_id=who(request))
    return f"The {row} is free for others."


def deciding(decide: Any, told: str) -> Any:
    """What an act performs: one service, with the moderator's reason."""

    def perform(request: HttpRequest, row: Report, data: Mapping[str, Any]) -> str:
        decide(report_id=row.pk, moderator_id=who(request), note=data["note"], version=data["seen_version"])
        return f"{told} The {row} is closed."

    return perform


def act(name: str, label: str, icon: str, perform: Any, **how: Any) -> Act:
    return Act(name, label, icon, how.pop("permission", HANDLE), perform, **{"initial": seen, "form": NoteForm, **how})


ACTS: Final = (
    act("claim", "Claim", "front_hand", claim, form=SeenForm, fits=lambda row: row.is_open),
    act(
        "release",
        "Release",
        "do_not_touch",
        release,
        form=SeenForm,
        fits=lambda row: row.is_open and row.claimed_by_id is not None,
    ),
    act(
        "hide",
        "Hide the words",
        "visibility_off",
        deciding(reports.hide_words, "The words are gone at every door."),
        fits=lambda row: row.is_open and row.text_id is not None and row.text.redacted_at is None,
        warning="The words are erased for good, wherever they were shown. What happened stays in the log without them.",
    ),
    act(
        "reject",
        "Reject the improvisation",
        "close",
        deciding(reports.reject_improvisation, "The improvisation is rejected."),
        permission="improvisations.moderate",
        form=AuthorNoteForm,
        fits=lambda row: row.is_open and row.kind == Report.Kind.IMPROVISATION,
    ),
    act(
        "suspend",
        "Suspend the player",
        "block",
        deciding(reports.suspend_player, "The player is suspended and signed out everywhere."),
        permission="profiles.suspend_user",
        fits=lambda row: row.is_open and row.about.suspended_at is None,
        warning="Every sign-in and token of the account ends at once.",
        tone="danger",
    ),
    act(
        "dismiss",
        "Dismiss",
        "check",
        deciding(reports.dismiss, "Everything stays as it is."),
        fits=lambda row: row.is_open,
    ),
)


@admin.register(Report)
class ReportAdmin(QueueAdmin):
    row_template = "admin/reports/row.html"
    change_list_template = "admin/reports/list.html"
    change_form_template = "admin/reports/report.html"
    presets = (
        Preset("Open, oldest first", ""),
        Preset("Claimed by me", "claimed=me"),
        Preset("Messages", "kind=message"),
        Preset("Players", "kind=player"),
        Preset("Everything", "status=all&by=newest"),
    )
    list_filter = (OrderFilter, StatusFilter, KindFilter, ClaimFilter, PersonFilter)
    search_fields = ("pk",)
    search_help_text = "Words or a name"
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
        people = called(term)
        words = Q(text__text__icontains=term) | Q(reason__text__icontains=term)
        return queryset.filter(words | Q(about__in=people) | Q(reporter__in=people)), False

    def entries_of(self, request: HttpRequest, rows: Sequence[Report]) -> list[Entry]:
        counted = Report.objects.filter(about__in={row.about_id for row in rows}).order_by().values_list("about")
        amounts = dict(counted.annotate(Count("pk")))
        return [
            Entry(row, TONES[row.status], hold(row, request), is_mine(row, request), amounts[row.about_id] - 1)
            for row in rows
        ]

    def told_of(self, row: Report) -> str:
        return f"{row.reason}: {row.text or row.about}"

    def standing_of(self, request: HttpRequest, row: Report) -> Mapping[str, Any]:
        return {
            "version": row.version,
            "status": row.get_status_display(),
            "claim": hold(row, request),
            "mine": is_mine(row, request),
            "news": f"{row.decided_by}: {row.outcome}." if row.decided_by else "",
        }

    def obstacle(self, request: HttpRequest, act: Act, row: Report) -> str:
        if not act.fits(row):
            return f"it is {row.get_status_display().lower()} already"
        if row.is_claimed_by_other(who(request), at=timezone.now()):
            return f"{row.claimed_by} is looking at it"
        return ""

    def happenings(self, row: Report, *, since: int) -> Iterable[Happening]:
        moves = row.moves.filter(version__gt=since).select_related("by").order_by("version")[:LOOKED_AT]
        return [
            Happening(str(move.by), DEEDS.get(move.did, f"closed it: {move.did}"), move.at, move.why) for move in moves
        ]

    def page_of(self, request: HttpRequest, row: Report) -> dict[str, Any]:
        others = Report.objects.filter(about=row.about_id).exclude(pk=row.pk).select_related("reason", "text")
        return {
            "title": str(row).capitalize(),
            "tone": TONES[row.status],
            "hold": hold(row, request),
            "is_mine": is_mine(row, request),
            "history": row.moves.select_related("by").order_by("-version")[:LOOKED_AT],
            "others": others.order_by("-created_at")[:LOOKED_AT],
            "standing_url": self._admin_url("standing"),
            "list_url": self._admin_url("changelist"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }


DEEDS: Final = {"claimed": "claimed it", "released": "gave it back", "reported": "reported it"}


def hold(row: Report, request: HttpRequest) -> str:
    """Who holds a report, and for how long; empty when nobody does."""
    until: datetime | None = row.claim_expires_at
    if row.claimed_by is None or until is None or until <= timezone.now():
        return ""
    minutes = max(1, round((until - timezone.now()).total_seconds() / 60))
    return f"{'You' if is_mine(row, request) else row.claimed_by}, {minutes} min left"


def is_mine(row: Report, request: HttpRequest) -> bool:
    return row.claimed_by_id == request.user.pk


def called(words: str) -> list[Any]:
    named = Q(username__icontains=words) | Q(display_name__icontains=words) | Q(short_id=words)
    return list(get_user_model().objects.filter(named).values_list("pk", flat=True)[:200])
