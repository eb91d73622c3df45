"""What a player can pick from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypedDict

from django.urls import reverse

from common.answer_cache import answers
from worlds.models import Scenario, ScenarioRevision
from worlds.models.compiled import compiled_scenario
from worlds.rules.possible import reachable_cells, reachable_tier
from worlds.services.stories.covers import cover_versions
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
    author: str
    minutes: int | None  # how long it takes, as its author says
    content_notes: list[str]
    access: str  # open, or entitled: only players with an entitlement begin a game
    cover: str | None  # the path of a picture


# The tables of which summaries tell.
TABLES: Final = ("worlds.Scenario", "worlds.ScenarioRevision", "worlds.ScenarioCover")


def scenario_summaries() -> list[ScenarioSummary]:
    """Every playable scenario, by name; at most one query, and none while nothing has changed."""
    return answers.find_or_make("scenario summaries", TABLES, _summaries)


def _summaries() -> list[ScenarioSummary]:
    newest = (scenario.newest for scenario in Scenario.objects.playable())
    covers = cover_versions()
    return [_summary(revision, covers) for revision in newest if revision is not None]


def scenario_summary(*, slug: str) -> ScenarioSummary:
    """One scenario. Raises NotFound."""
    return _summary(newest_playable(slug=slug), cover_versions())


def _summary(revision: ScenarioRevision, covers: Mapping[int, str]) -> ScenarioSummary:
    scenario, story = revision.scenario, compiled_scenario(revision)
    cover = covers.get(scenario.pk)
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
        "author": story.author,
        "minutes": story.minutes,
        "content_notes": list(story.content_notes),
        "access": scenario.access,
        "cover": None if cover is None else reverse("cover", args=[scenario.slug, cover]),
    }
