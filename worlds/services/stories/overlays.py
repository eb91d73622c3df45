"""One world's own additions: revisions that belong to it alone, put in force while people play there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

import orjson
from django.db import transaction

from worlds.event_types.stored import ContentIntegrated
from worlds.models import ScenarioAddition, ScenarioRevision, SharedWorld, TurnRecord
from worlds.rules import additions as rules
from worlds.rules.additions import Addition, NewOption
from worlds.rules.rebuilding import Rebuilt
from worlds.services import events
from worlds.services.events import COUNTERS, NewEvent
from worlds.services.membership.errors import WorldArchived
from worlds.services.stories.additions import AddedBefore, retire_row
from worlds.services.stories.publishing import lock_scenario, rebuilt_on, store_revision
from worlds.services.turns import record_log
from worlds.services.turns.locks import await_world_within

Deed = Literal["added", "retired"]


@transaction.atomic
def add_to_world(*, world_id: uuid.UUID, addition: Addition, author_id: uuid.UUID | None) -> ScenarioRevision:
    """Make an addition a part of one world at once; everybody there can play it on their next view.

    Locks the scenario's row and then the world's. Raises WorldArchived, AddedBefore, Unavailable; Misfit when the
    world's story has no place for it.
    """
    seen = _hold_revisions(world_id)
    rows = ScenarioAddition.objects.of_world(seen.pk)
    if rows.filter(key=addition.id).exists():
        raise AddedBefore
    row = rows.create(
        scenario_id=seen.scenario_id,
        world=seen,
        key=addition.id,
        node=addition.node,
        content=rules.to_json(addition),
    )
    new = _rebuilt(seen)
    if addition.id in new.rebuilt.misfits:
        raise new.rebuilt.misfits[addition.id]
    return _put_in_force(await_world_within(seen.pk), new, deed="added", row=row, author_id=author_id)


@transaction.atomic
def take_out_of_world(*, world_id: uuid.UUID, key: str) -> ScenarioRevision:
    """Let an addition be played no longer in its world. Locks as `add_to_world`. Raises NotFound, WorldArchived, TakenBack, Unavailable."""
    seen = _hold_revisions(world_id)
    row = retire_row(ScenarioAddition.objects.of_world(seen.pk).filter(key=key).first())
    new = _rebuilt(seen)
    return _put_in_force(await_world_within(seen.pk), new, deed="retired", row=row, author_id=None)


@dataclass(frozen=True, slots=True)
class _New:
    """A world's story anew, on what it was before anything was added to it there."""

    base: ScenarioRevision
    rebuilt: Rebuilt


def _hold_revisions(world_id: uuid.UUID) -> SharedWorld:
    """A world whose revision nobody else changes: for that they lock its scenario's row, as this does.

    The world's own row stays free while its story is put together, or everybody's turns would wait for it.
    """
    worlds = SharedWorld.objects.select_related("revision__scenario", "revision__based_on").defer("world_state")
    lock_scenario(pk=worlds.values_list("scenario_id", flat=True).get(pk=world_id))
    return worlds.get(pk=world_id)


def _rebuilt(world: SharedWorld) -> _New:
    base = world.revision.based_on if world.revision.origin == ScenarioRevision.Origin.OVERLAY else world.revision
    assert base is not None, "an overlay lies on a revision"
    rows = list(ScenarioAddition.objects.of_world(world.pk))
    return _New(base, rebuilt_on(base, rows, name=world.revision.scenario.slug))


def _put_in_force(
    world: SharedWorld, new: _New, *, deed: Deed, row: ScenarioAddition, author_id: uuid.UUID | None
) -> ScenarioRevision:
    """Let the world, whose row is locked, be played by its new story from its next record on. Nobody's state changes by it."""
    if world.is_archived:
        raise WorldArchived
    about = {"origin": ScenarioRevision.Origin.OVERLAY, "world": world, "based_on": new.base}
    text = orjson.dumps(new.rebuilt.content)
    world.revision = store_revision(world.revision.scenario, text, new.rebuilt.report, **about)
    world.last_activity_at = world.now()
    command = {"deed": deed, "key": row.key, "node": row.node}
    record_log.append_own_record(
        world, record_log.Entry(kind=TurnRecord.Kind.REVISION, at=world.last_activity_at, command=command)
    )
    events.append_events(world, _news(world.revision, row, deed, author_id))
    world.save(update_fields=["revision", "last_activity_at", "updated_at", "record_seq", "record_hash", *COUNTERS])
    return world.revision


def _news(revision: ScenarioRevision, row: ScenarioAddition, deed: Deed, author_id: uuid.UUID | None) -> NewEvent:
    addition = row.addition
    option_id = addition.id if isinstance(addition, NewOption) else addition.option
    taken = ContentIntegrated(action=deed, revision=revision.number, node_id=row.node, option_id=option_id)
    return NewEvent(taken, actor_id=author_id)
