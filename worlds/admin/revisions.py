from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from common.backoffice import ReadOnlyAdmin, two_lines
from worlds.admin.play_numbers import plays_by_place
from worlds.admin.reports import findings_of, summary_of
from worlds.admin.story_graph import graph_of
from worlds.graph.ways import KINDS
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.services.stories.play_counts import plays_of


@admin.register(ScenarioRevision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("named", "origin", "found", "created_at")
    list_filter = (("scenario", RelatedDropdownFilter), ("origin", ChoicesDropdownFilter))
    search_fields = ("scenario__name", "scenario__slug", "=content_hash")
    search_help_text = "Scenario name or id, or the full content hash"
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScenarioRevision]:
        return super().get_queryset(request).select_related("scenario").defer("content_text")

    def name_of(self, row: ScenarioRevision) -> str:
        return f"{row.scenario.name}, {row}"

    @admin.display(description="Revision")
    def named(self, revision: ScenarioRevision) -> SafeString:
        return two_lines(revision.scenario.name, f"revision {revision.number}")

    @admin.display(description="Checks")
    def found(self, revision: ScenarioRevision) -> SafeString:
        return summary_of(revision)

    def page_of(self, request: HttpRequest, row: ScenarioRevision) -> dict[str, Any]:
        """`?show=` marks places of the graph by their ids, given as often as there are some; `?part=` picks a part."""
        part = request.GET.get("part", "")
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 5 else None
        notes = plays_by_place(plays_of(row.scenario_id))
        drawn = graph_of(row, number=number, highlights=request.GET.getlist("show"), notes=notes)
        return {
            "scenario": compiled_scenario(row),
            "graph": drawn,
            "kinds": KINDS,
            "is_full_size": "full" in request.GET,
            "full_size_url": full_size_url(request),
            "findings": findings_of(row, drawn.hrefs),
            "found": summary_of(row),
            "title": self.name_of(row),
        }


def full_size_url(request: HttpRequest) -> str:
    """The same page with its graph in full size, or in its frame again."""
    asked = request.GET.copy()
    if asked.pop("full", None) is None:
        asked["full"] = "yes"
    return f"?{asked.urlencode()}#graph"
