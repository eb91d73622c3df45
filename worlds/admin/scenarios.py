from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import Act, ReadOnlyAdmin, note, tag, two_lines
from worlds.admin.critical_items import STORY_POLICIES
from worlds.admin.entitlements import ACCESS_ACTS
from worlds.admin.play_numbers import StoryNumbers, numbers_of
from worlds.admin.reports import summary_of
from worlds.models import GameSession, Scenario, ScenarioAddition, ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.services.stories.availability import offer_scenario, withhold_scenario
from worlds.services.stories.play_counts import plays_of
from worlds.services.stories.revisions import newest_revisions

MOST_COUNTED = 1000  # beyond it a page says "more than": counting a large table takes seconds


def offer_to_players(request: HttpRequest, scenario: Scenario, _data: Mapping[str, Any]) -> str:
    offer_scenario(scenario_id=scenario.pk)
    note(request, scenario, "Offered to players.")
    return f"“{scenario}” is offered to players again."


def withhold_from_players(request: HttpRequest, scenario: Scenario, _data: Mapping[str, Any]) -> str:
    withhold_scenario(scenario_id=scenario.pk)
    note(request, scenario, "Withheld from players.")
    return f"“{scenario}” is no longer offered to players. Running games continue."


@admin.register(Scenario)
class ScenarioAdmin(ReadOnlyAdmin):
    list_display = ("named", "offered_to_players", "access", "newest_number", "found", "language", "created_at")
    list_filter = ("is_enabled", "access", "language")
    search_fields = ("name", "slug")
    search_help_text = "Name or id"
    acts = (
        Act(
            name="offer",
            label="Offer to players",
            icon="visibility",
            permission="worlds.change_scenario",
            perform=offer_to_players,
            fits=lambda scenario: not scenario.is_enabled,
        ),
        Act(
            name="withhold",
            label="Withhold from players",
            icon="visibility_off",
            permission="worlds.change_scenario",
            perform=withhold_from_players,
            fits=lambda scenario: scenario.is_enabled,
        ),
        STORY_POLICIES,
        *ACCESS_ACTS,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scenario]:
        newest = Prefetch("revisions", newest_revisions(), to_attr="newest_ones")
        return super().get_queryset(request).prefetch_related(newest)

    @admin.display(description="Scenario", ordering="name")
    def named(self, scenario: Scenario) -> SafeString:
        return two_lines(scenario.name, scenario.slug)

    @admin.display(description="Players", ordering="is_enabled")
    def offered_to_players(self, scenario: Scenario) -> SafeString:
        return tag("offered", "good") if scenario.is_enabled else tag("withheld", "warn")

    @admin.display(description="Newest revision")
    def newest_number(self, scenario: Scenario) -> str:
        newest = newest_of(scenario)
        return str(newest.number) if newest else "none"

    @admin.display(description="Checks")
    def found(self, scenario: Scenario) -> SafeString:
        newest = newest_of(scenario)
        return summary_of(newest) if newest else tag("no revision", "warn")

    def page_of(self, request: HttpRequest, row: Scenario) -> dict[str, Any]:
        revisions = ScenarioRevision.objects.filter(scenario=row).select_related("world")
        revisions = revisions.defer("content_text", "world__world_state").order_by("-number")
        games = GameSession.objects.filter(revision__scenario=row).order_by()[: MOST_COUNTED + 1].count()
        return {
            "revisions": [(revision, summary_of(revision)) for revision in revisions[:50]],
            "additions": ScenarioAddition.objects.of_scenario(row.pk).reverse()[:50],
            "games": games,
            "numbers": story_numbers(row),
            "most_counted": MOST_COUNTED,
        }


def story_numbers(scenario: Scenario) -> StoryNumbers | None:
    """What was played of the newest revision's parts; None where there is no revision yet."""
    newest = scenario.newest
    return numbers_of(compiled_scenario(newest), plays_of(scenario.pk)) if newest else None


def newest_of(scenario: Any) -> ScenarioRevision | None:
    return next(iter(scenario.newest_ones), None)
