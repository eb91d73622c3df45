"""From a star into its scene: a preview of the story there, or the way to it."""

from __future__ import annotations

import uuid

from common.errors import NotFound
from cosmos.models import CosmosEntry
from cosmos.services import reading
from worlds.models import GameSession
from worlds.services.games import previewing
from worlds.services.games.previewing import WayThere


def preview_star(*, user_id: uuid.UUID, entry_id: str) -> GameSession:
    """Begin a preview at the scene in which a star's idea was said.

    Raises NotFound, also for a star whose words nobody may read yet; and what `start_preview` raises.
    """
    entry = reading.find_entry(entry_id)
    if reading.shown_text(entry) is None:
        raise NotFound
    return previewing.start_preview(
        user_id=user_id, scenario_slug=entry.scenario.slug, node_id=entry.node_id, star=entry.short_id
    )


def way_to_star(entry: CosmosEntry) -> WayThere | None:
    """None for a star whose words nobody may read yet, and where its story can no longer be begun."""
    if reading.shown_text(entry) is None:
        return None
    try:
        return previewing.way_to_scene(scenario_slug=entry.scenario.slug, node_id=entry.node_id)
    except NotFound:
        return None
