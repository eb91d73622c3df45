"""Scenarios compiled to rules, kept at hand by their content: turns never read it from the database."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from worlds.models.scenarios import ScenarioRevision
from worlds.models.sessions import GameSession
from worlds.rules.loading import scenario_from
from worlds.rules.scenario import Scenario

AT_HAND: Final = 64  # a compiled scenario takes about a megabyte


def story_of(session: GameSession) -> Scenario:
    """What a game is played by: alone its own revision, in a shared world whatever that world is at."""
    return compiled_scenario(session.revision if session.world is None else session.world.revision)


def compiled_scenario(revision: ScenarioRevision) -> Scenario:
    """The revision's content as rules values; read from the database once a process."""
    return scenario_of(revision.pk, revision.content_hash)


@lru_cache(maxsize=AT_HAND)
def scenario_of(revision_id: int, content_hash: str) -> Scenario:
    """The content of a revision that is known by its number and its hash alone."""
    # The hash stands in the key because a row number says nothing about another database's content.
    revision = ScenarioRevision.objects.select_related("scenario").get(pk=revision_id, content_hash=content_hash)
    return scenario_from(revision.content, name=revision.scenario.slug)
