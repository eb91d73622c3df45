"""Whether a view would tell anything new, known without making it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import orjson

from worlds.models import GameSession, SharedWorld
from worlds.models.compiled import story_of
from worlds.services.membership.players import Others
from worlds.services.stories.credit_names import names_today

SHAPE: Final = 2  # raised when the same state is shown otherwise
LENGTH: Final = 32  # hexadecimal digits


def view_version(session: GameSession, others: Others) -> str:
    """Of two moments of a game with the same version the views are the same, to the letter; `others` are those in its world.

    The session must carry its revision and scenario, as for a view. At most one query, where options name their authors.
    """
    world, scenario = session.world, session.revision.scenario
    revision = session.revision if world is None else world.revision
    told = (
        SHAPE,
        (session.engine_version, revision.content_hash, scenario.slug, scenario.name),
        (session.short_id, session.state_hash, session.number, session.status),
        None if world is None else _shared_part(world),
        (others.here, others.takers),
        _authors(session),
    )
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:LENGTH]


def _shared_part(world: SharedWorld) -> tuple[str, int, str]:
    # Somebody who has left must not learn that the world goes on: what they remember ends with a record of it.
    return (
        world.short_id,
        world.record_seq if world.is_remembered else 0,
        "" if world.is_remembered else world.state_hash,
    )


def _authors(session: GameSession) -> Sequence[str]:
    """Of the options at the player's node, in their order and by today's names."""
    node = story_of(session).nodes[session.state["player"]["node"]]
    credits_ = [option.credit for option in node.options if option.credit is not None]
    names = names_today(credits_)
    return [names[credit] for credit in credits_]
