"""A collaborative world's own ideas: part of it as soon as they are approved, by moderators or by its members."""

from __future__ import annotations

import uuid

from django.db import transaction

from common.errors import InvalidInput
from improvisations.models import Improvisation
from improvisations.services import current_endorsements
from improvisations.services.errors import WordsRemoved
from improvisations.services.integrating import record_integration
from improvisations.services.integration_request import IntegrationRequest, addition_of
from improvisations.services.outcomes import target_of
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import IncompatibleVersion
from worlds.rules.additions import Misfit, refuse_twin
from worlds.services.membership.errors import WorldArchived
from worlds.services.stories import overlays
from worlds.services.stories.additions import AddedBefore

# Why a world may be unable to take up what was approved; whoever is only busy is not among them.
NO_PLACE = (Misfit, AddedBefore, WorldArchived, IncompatibleVersion, WordsRemoved, InvalidInput)


def take_up(row: Improvisation, *, by_id: uuid.UUID | None) -> str:
    """Let an improvisation of a collaborative world be played there from now on; `by_id` None: its members decided.

    Why the world's story has no place for it: whoever approves has decided about the improvisation, and that stands.
    Empty where it is played there now, or was before, and where there is no such world. Assumes its row locked.
    """
    if not _belongs_to_a_collaborative_world(row) or row.integrations.filter(world=row.world_id).exists():
        return ""
    try:
        with transaction.atomic():
            _take_up(row, by_id=by_id)
    except NO_PLACE as refusal:
        return refusal.message
    return ""


def count_endorsements(row: Improvisation) -> None:
    """Take an improvisation up for its world alone when it has as many endorsements of present members as the world asks for.

    Endorsements of members that have left do not count. What the text filter noticed is left to moderators. Assumes the improvisation's row locked.
    """
    quorum = row.world.quorum if row.world is not None else None
    if quorum is None or row.is_flagged:
        return
    if current_endorsements.current_endorsements().filter(improvisation=row).count() >= quorum:
        take_up(row, by_id=None)


def _take_up(row: Improvisation, *, by_id: uuid.UUID | None) -> None:
    assert row.world is not None
    wanted = IntegrationRequest(target_node_id=row.node_id, outcome_node_id=_where_it_led(row))
    addition = addition_of(row, wanted, {})
    revision = overlays.add_to_world(world_id=row.world.pk, addition=addition, author_id=row.author_id)
    refuse_twin(revision.content, addition)
    record_integration(row, addition, revision, by_id=by_id)


def _where_it_led(row: Improvisation) -> str | None:
    return None if row.record is None else target_of(row.record, compiled_scenario(row.record.revision))


def _belongs_to_a_collaborative_world(row: Improvisation) -> bool:
    return row.world is not None and row.world.game_mode == SharedWorld.Mode.COLLABORATIVE
