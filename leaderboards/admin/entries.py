"""Who stands where; written by services alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from common.backoffice import Act, DaysFilter, ReadOnlyAdmin, note, person_lines, two_lines
from common.backoffice.people import people_called
from leaderboards.models import ORDER, Board, Entry, Judgement, LeaderboardEntry, LeaderboardPeriodEntry, rows_of
from leaderboards.rules.categories import BY_NAME
from leaderboards.rules.contestants import contestants_of
from leaderboards.rules.periods import ALL_TIME, Period
from leaderboards.services import histogram
from leaderboards.services.display_names import shown_name
from leaderboards.services.rebuilding import judge_player_again

BY_BOARD = (("category", ChoicesDropdownFilter), ("scenario", RelatedDropdownFilter), ("achieved_at", DaysFilter))


def recompute_player(request: HttpRequest, entry: Entry, _data: Mapping[str, Any]) -> str:
    games = judge_player_again(user_id=entry.user_id)
    note(request, entry.user, f"Read {games} games again and recomputed all entries of this player.")
    left = rows_of(period_of(entry)).filter(pk=entry.pk).values_list("score", flat=True).first()
    told = f"Read {games} games of {entry.user} again and recomputed all entries of this player."
    return f"{told} This entry {'was removed' if left is None else f'is now {left}'}."


class StandingAdmin(ReadOnlyAdmin):
    sortable_by = ()  # any other order would sort them all
    search_fields = ("user__short_id",)
    search_help_text = "Player's name or id"
    ordering = ("is_agents", "category", "scenario_id", *ORDER)  # as an index has them
    change_form_template = "admin/leaderboards/entry.html"
    acts = (
        Act(
            name="recompute",
            label="Recompute",
            icon="calculate",
            permission="leaderboards.judge_again",
            perform=recompute_player,
            warning="Reads all games of this player again and removes entries that the games do not prove.",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("user", "scenario").defer("user__password")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(user_id__in=people_called(term)), False

    @admin.display(description="Player")
    def player(self, entry: Entry) -> SafeString:
        return person_lines(entry.user)

    @admin.display(description="Board")
    def board(self, entry: Entry) -> SafeString:
        return two_lines(BY_NAME[entry.category].title, entry.scenario or "all stories")

    @admin.display(description="Cells")
    def reached(self, entry: Entry) -> SafeString:
        return two_lines(f"{len(entry.details['cells'])} of 9", entry.details["tier"])

    def name_of(self, row: Any) -> str:
        return f"{row.user}: {BY_NAME[row.category].title}"

    def page_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        board = Board(row.category, row.scenario_id, period_of(row), contestants_of(is_agent=row.is_agents))
        return {
            "kind": board.kind,
            "period": board.period,
            "rank": histogram.ranks_of(board, [row.score]).get(row.score),
            "total": histogram.total_entries(board),
            "shown_as": shown_name(row.user).display_name,
            "judgements": judgements_of(row),
        }


def period_of(entry: Any) -> Period:
    return Period(entry.period, entry.starts_on) if isinstance(entry, LeaderboardPeriodEntry) else ALL_TIME


def judgements_of(entry: Any, *, most: int = 20) -> list[Judgement]:
    """The newest judgements of the player's games on this board."""
    judged = Judgement.objects.filter(session__user_id=entry.user_id).select_related("session")
    if entry.scenario_id is not None:
        judged = judged.filter(session__revision__scenario_id=entry.scenario_id)
    return list(judged.defer("session__state").order_by("-judged_at")[:most])


@admin.register(LeaderboardEntry)
class EntryAdmin(StandingAdmin):
    list_display = ("player", "board", "score", "reached", "achieved_at")
    list_filter = BY_BOARD


@admin.register(LeaderboardPeriodEntry)
class PeriodEntryAdmin(StandingAdmin):
    list_display = ("player", "board", "period", "starts_on", "score", "reached", "achieved_at")
    list_filter = (("period", ChoicesDropdownFilter), ("starts_on", DaysFilter), *BY_BOARD)
