"""What a player can pick from."""

from __future__ import annotations

from typing import Final, TypedDict

from common.answer_cache import answers
from worlds.models import Scenario, ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.possible import reachable_cells, reachable_tier
from worlds.services.stories.scenarios import newest_playable


class ScenarioSummary(TypedDict):
    id: str
    name: str
    description: str
    language: str
    revision: int
    locations: int
    nodes: int
    endings: int
    cells: list[str]
    tier: str


# The tables of which summaries tell.
TABLES: Final = ("worlds.Scenario", "worlds.ScenarioRevision")


def scenario_summaries() -> list[ScenarioSummary]:
    """Every playable scenario, by name; at most one query, and none while nothing has changed."""
    return answers.find_or_make("scenario summaries", TABLES, _summaries)


def _summaries() -> list[ScenarioSummary]:
    newest = (scenario.newest for scenario in Scenario.objects.playable())
    return [_summary(revision) for revision in newest if revision is not None]


def scenario_summary(*, slug: str) -> ScenarioSummary:
    """One scenario. Raises NotFound."""
    return _summary(newest_playable(slug=slug))


def _summary(revision: ScenarioRevision) -> ScenarioSummary:
    scenario, story = revision.scenario, compiled_scenario(revision)
    return {
        "id": scenario.slug,
        "name": scenario.name,
        "description": scenario.description,
        "language": scenario.language,
        "revision": revision.number,
        "locations": len(story.locations),
        "nodes": len(story.nodes),
        "endings": len(story.endings),
        "cells": list(reachable_cells(story)),
        "tier": reachable_tier(story),
    }
