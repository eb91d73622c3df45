"""Which games count, and why others do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RelatedDropdownFilter

from common.agent_mark import told_name
from common.backoffice import Act, DaysFilter, ReadOnlyAdmin, Tone, note, tag, two_lines
from common.errors import Conflict
from common.ids import is_short_id
from leaderboards.models import Judgement, ScoredFinish
from leaderboards.services.verification import verify_session

TONES: dict[str, Tone] = {"verified": "good", "provisional": "quiet", "uncurated": "warn", "refused": "bad"}


class GoesOn(Conflict):
    code = "game_goes_on"
    message = "The game continued while it was being checked. Check it again."


def judged_again(request: HttpRequest, judgement: Judgement, _data: Mapping[str, Any]) -> str:
    found = verify_session(session_id=judgement.session_id)
    if found is None:
        raise GoesOn
    note(request, judgement, f"Checked again: {found.get_verdict_display()}.")
    return f"Checked again: {found.get_verdict_display()}. {found.reason}".strip()


class SuspicionFilter(DropdownFilter):
    title = "show"
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("suspicious", "suspicious"), ("plain", "unremarkable")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Judgement]) -> QuerySet[Judgement]:
        match self.value():
            case "suspicious":
                return queryset.exclude(reason="")
            case "plain":
                return queryset.filter(reason="")
            case _:
                return queryset


@admin.register(Judgement)
class JudgementAdmin(ReadOnlyAdmin):
    list_display = ("game", "player", "scenario", "progress", "found", "why", "judged_at")
    list_filter = (
        SuspicionFilter,
        ("verdict", ChoicesDropdownFilter),
        ("session__revision__scenario", RelatedDropdownFilter),
        ("judged_at", DaysFilter),
    )
    search_fields = ("session__short_id",)
    search_help_text = "Game's or player's id"
    ordering = ("-judged_at",)
    acts = (
        Act(
            name="judge",
            label="Check again",
            icon="gavel",
            permission="leaderboards.judge_again",
            perform=judged_again,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Judgement]:
        judged = super().get_queryset(request).select_related("session__user", "session__revision__scenario")
        return judged.defer(
            "session__state",
            "session__user__password",
            "session__revision__content_text",
            "session__revision__report",
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Judgement], search_term: str
    ) -> tuple[QuerySet[Judgement], bool]:
        term = search_term.strip()
        if is_short_id(term, "usr"):
            return queryset.filter(session__user__short_id=term), False
        return (queryset.filter(session__short_id=term) if term else queryset), False

    @admin.display(description="Game")
    def game(self, judgement: Judgement) -> SafeString:
        return two_lines(judgement.session.short_id, judgement.session.game_mode)

    @admin.display(description="Player")
    def player(self, judgement: Judgement) -> SafeString:
        return two_lines(told_name(judgement.session.user), judgement.session.user.short_id)

    @admin.display(description="Scenario")
    def scenario(self, judgement: Judgement) -> str:
        return judgement.session.revision.scenario.name

    @admin.display(description="Progress")
    def progress(self, judgement: Judgement) -> SafeString:
        session = judgement.session
        return two_lines(
            session.ending_id or session.status,
            f"{session.turns_played} turn{pluralize(session.turns_played)}, {len(session.cells)} of 9 cells",
        )

    @admin.display(description="Verdict")
    def found(self, judgement: Judgement) -> SafeString:
        return tag(judgement.get_verdict_display(), TONES.get(judgement.verdict, "quiet"))

    @admin.display(description="Reason")
    def why(self, judgement: Judgement) -> str:
        return judgement.reason

    def name_of(self, row: Judgement) -> str:
        return f"{row.session.user} in {row.session.revision.scenario.name}"

    def page_of(self, request: HttpRequest, row: Judgement) -> dict[str, Any]:
        finishes = ScoredFinish.objects.filter(session_id=row.session_id).order_by("number")
        return {"tone": TONES.get(row.verdict, "quiet"), "finishes": list(finishes)}
