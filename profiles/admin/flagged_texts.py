"""The list of what the text filter masked or refused, and of what moderators hid: read by who may handle reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest

from common.backoffice import Act, Tone, who
from common.backoffice.listing import Preset
from common.backoffice.people import people_called
from common.backoffice.queues import Happening, QueueAdmin
from improvisations.admin.marking import Piece, cut_at_hits
from profiles.admin.flagged_text_filters import (
    ActionFilter,
    AuthorFilter,
    DoorFilter,
    OrderFilter,
    SeenFilter,
    WorldFilter,
)
from profiles.admin.report_actions import HANDLE
from profiles.admin.suspending import SuspendForm, default_length, may_be_suspended
from profiles.models import User
from profiles.services import moderation_records
from worlds.models import ModerationRecord, Report, WorldEvent
from worlds.services import moderation_records as findings
from worlds.views.formatting import titled_id

BESIDE: Final = ("text", "note_text", "world", "session__revision__scenario")
TONES: Final[dict[str, Tone]] = {"masked": "warn", "refused": "bad", "hidden": "quiet"}
ORDERS: Final = {"oldest": ("pk",), "grave": ("-score", "-pk")}


@dataclass(frozen=True, slots=True)
class Entry:
    row: ModerationRecord
    author: User | None
    tone: Tone
    pieces: tuple[Piece, ...]
    categories: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Said:
    name: str
    event: WorldEvent


def mark_seen(request: HttpRequest, row: ModerationRecord, _data: Mapping[str, Any]) -> str:
    findings.mark_seen(record_id=row.pk, moderator_id=who(request))
    return "Marked as seen."


def suspend_author(request: HttpRequest, row: ModerationRecord, data: Mapping[str, Any]) -> str:
    how = {"reason": data["reason"], "until": data["ends_at"]}
    user = moderation_records.suspend_author(record_id=row.pk, moderator_id=who(request), **how)
    return f"{user} is suspended and signed out everywhere."


def author_may_be_suspended(row: ModerationRecord) -> bool:
    author = User.objects.filter(pk=row.author_id).first()
    return author is not None and may_be_suspended(author)


ACTS: Final = (
    Act("seen", "Mark as seen", "done", HANDLE, mark_seen, fits=lambda row: row.seen_at is None),
    Act(
        name="suspend",
        label="Suspend author",
        icon="block",
        permission="profiles.suspend_user",
        perform=suspend_author,
        fits=author_may_be_suspended,
        warning="Every sign-in and token of the account is revoked immediately.",
        form=SuspendForm,
        initial=default_length,
        tone="danger",
    ),
)


@admin.register(ModerationRecord)
class FlaggedTextAdmin(QueueAdmin):
    row_template = "admin/flagged_texts/row.html"
    change_list_template = "admin/flagged_texts/list.html"
    change_form_template = "admin/flagged_texts/record.html"
    presets = (
        Preset("Unseen, newest first", ""),
        Preset("Refused", "action=refused"),
        Preset("Masked", "action=masked"),
        Preset("All", "seen=all"),
    )
    list_filter = (OrderFilter, SeenFilter, ActionFilter, DoorFilter, AuthorFilter, WorldFilter)
    search_fields = ("pk",)
    search_help_text = "Text or author"
    acts = ACTS
    bulk_acts = ("seen",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(HANDLE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ModerationRecord]:
        rows = ModerationRecord.objects.select_related(*BESIDE)
        heavy = ("world__world_state", "session__state", "session__revision__content_text", "session__revision__report")
        return rows.defer(*heavy)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> ModerationRecord | None:
        return self.get_queryset(request).filter(pk__in=self._keys([object_id])).first()

    def name_of(self, row: ModerationRecord) -> str:
        return f"{row.get_action_display()} text"

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ORDERS.get(request.GET.get("by", ""), ("-pk",))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[ModerationRecord], search_term: str
    ) -> tuple[QuerySet[ModerationRecord], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(Q(text__text__icontains=term) | Q(author_id__in=people_called(term))), False

    def entries_of(self, request: HttpRequest, rows: Sequence[ModerationRecord]) -> list[Entry]:
        authors = User.objects.defer("password").in_bulk({row.author_id for row in rows})
        return [entry_of(row, authors.get(row.author_id)) for row in rows]

    def summary_of(self, row: ModerationRecord) -> str:
        return str(row.text)

    def standing_of(self, request: HttpRequest, row: ModerationRecord) -> Mapping[str, Any]:
        told = "waiting" if row.seen_at is None else "seen"
        return {"version": row.version, "status": told, "claim": "", "mine": False, "news": ""}

    def obstacle(self, request: HttpRequest, act: Act, row: ModerationRecord) -> str:
        return "" if act.fits(row) else "it is already marked as seen"

    def happenings(self, row: ModerationRecord, *, since: int) -> Iterable[Happening]:
        if row.seen_at is None or since >= row.version:
            return []
        by = None if row.seen_by_id is None else User.objects.filter(pk=row.seen_by_id).first()
        return [Happening(str(by or "Somebody"), "has seen to it", row.seen_at)]

    def ask_with(self, request: HttpRequest, act: Act, row: ModerationRecord, form: Form) -> dict[str, Any]:
        extra = super().ask_with(request, act, row, form)
        author = User.objects.filter(pk=row.author_id).first()
        return {**extra, "heading": f"Suspend {author}"} if act.name == "suspend" else extra

    def page_of(self, request: HttpRequest, row: ModerationRecord) -> dict[str, Any]:
        author = User.objects.defer("password").filter(pk=row.author_id).first()
        others = self.get_queryset(request).filter(author_id=row.author_id).exclude(pk=row.pk)
        return {
            "title": self.name_of(row),
            "entry": entry_of(row, author),
            "around": said_around(row),
            "others": [entry_of(other, author) for other in others[:10]],
            "reports": Report.objects.filter(about=row.author_id).count(),
            "list_url": self._admin_url("changelist"),
            "reads_people": request.user.has_perm("profiles.view_user"),
            "reads_games": request.user.has_perm("worlds.view_gamesession"),
        }


def said_around(row: ModerationRecord) -> list[Said]:
    events = findings.said_around(row)
    people = User.objects.defer("password").in_bulk({event.actor_id for event in events})
    return [Said(str(people.get(event.actor_id, "Somebody")), event) for event in events]


def entry_of(row: ModerationRecord, author: User | None) -> Entry:
    hits = [reason for reason in row.reasons if "start" in reason]
    return Entry(
        row=row,
        author=author,
        tone=TONES[row.action],
        pieces=cut_at_hits(str(row.text), () if row.text.redacted_at else hits),
        categories=tuple(dict.fromkeys(str(reason["category"]) for reason in row.reasons)),
        place=titled_id(row.place),
    )
