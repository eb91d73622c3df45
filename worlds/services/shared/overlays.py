"""One world's own additions: revisions that belong to it alone, put in force while people play there."""

from __future__ import annotations

import uuid
from typing import Literal

import orjson
from django.db import transaction

from worlds.models import ScenarioAddition, ScenarioRevision, SharedWorld, TurnRecord
from worlds.rules import additions as rules
from worlds.rules.additions import Addition, NewOption
from worlds.rules.rebuilding import Rebuilt
from worlds.services import events, log
from worlds.services.additions import AddedBefore, retire_row
from worlds.services.events import COUNTERS, NewEvent
from worlds.services.publishing import lock_scenario, rebuilt_on, store
from worlds.services.shared.arrivals import moment
from worlds.services.shared.errors import WorldArchived
from worlds.services.shared.locking import lock_world

Deed = Literal["added", "retired"]


@transaction.atomic
def add(*, world_id: uuid.UUID, addition: Addition, author_id: uuid.UUID | None) -> ScenarioRevision:
    """Make an addition a part of one world at once; everybody there can play it on their next view.

    Locks the scenario's row and then the world's. Raises WorldArchived, AddedBefore; Misfit when the world's story has
    no place for it.
    """
    world = _lock(world_id)
    if ScenarioAddition.objects.of_world(world.pk).filter(key=addition.id).exists():
        raise AddedBefore
    content = rules.to_json(addition)
    row = ScenarioAddition(
        scenario_id=world.scenario_id, world=world, key=addition.id, node=addition.node, content=content
    )
    base, rows = _base(world), [*ScenarioAddition.objects.of_world(world.pk), row]
    rebuilt = rebuilt_on(base, rows, name=world.revision.scenario.slug)
    if addition.id in rebuilt.misfits:
        raise rebuilt.misfits[addition.id]
    row.save(force_insert=True)
    return _put_in_force(world, base, rebuilt, deed="added", row=row, author_id=author_id)


@transaction.atomic
def take_back(*, world_id: uuid.UUID, key: str) -> ScenarioRevision:
    """Let an addition be played no longer in its world. Locks as `add`. Raises NotFound, WorldArchived, TakenBack."""
    world = _lock(world_id)
    row = retire_row(ScenarioAddition.objects.of_world(world.pk).filter(key=key).first())
    base, rows = _base(world), list(ScenarioAddition.objects.of_world(world.pk))
    rebuilt = rebuilt_on(base, rows, name=world.revision.scenario.slug)
    return _put_in_force(world, base, rebuilt, deed="retired", row=row, author_id=None)


def _lock(world_id: uuid.UUID) -> SharedWorld:
    # The scenario first, as it gives the number; whoever holds a world never asks for its scenario.
    scenario_id = SharedWorld.objects.values_list("scenario_id", flat=True).get(pk=world_id)
    lock_scenario(pk=scenario_id)
    world = lock_world(world_id)
    if world.is_archived:
        raise WorldArchived
    return world


def _base(world: SharedWorld) -> ScenarioRevision:
    """What the world's story was before anything was added to it there."""
    if world.revision.origin != ScenarioRevision.Origin.OVERLAY:
        return world.revision
    assert world.revision.based_on is not None, "an overlay lies on a revision"
    return world.revision.based_on


def _put_in_force(
    world: SharedWorld,
    base: ScenarioRevision,
    rebuilt: Rebuilt,
    *,
    deed: Deed,
    row: ScenarioAddition,
    author_id: uuid.UUID | None,
) -> ScenarioRevision:
    """Let the world be played by its new revision from its next record on. Nobody's state changes by it."""
    text = orjson.dumps(rebuilt.content)
    about = {"origin": ScenarioRevision.Origin.OVERLAY, "world": world, "based_on": base}
    world.revision = store(world.revision.scenario, text, rebuilt.report, **about)
    world.last_activity_at = moment(world)
    command = {"deed": deed, "key": row.key, "node": row.node}
    log.append_own(world, log.Entry(kind=TurnRecord.Kind.REVISION, at=world.last_activity_at, command=command))
    events.append(world, _news(world.revision, row, deed, author_id))
    world.save(update_fields=["revision", "last_activity_at", "updated_at", "record_seq", "record_hash", *COUNTERS])
    return world.revision


def _news(revision: ScenarioRevision, row: ScenarioAddition, deed: Deed, author_id: uuid.UUID | None) -> NewEvent:
    addition = row.addition
    option_id = addition.id if isinstance(addition, NewOption) else addition.option
    said = {"action": deed, "revision": revision.number, "node_id": row.node, "option_id": option_id}
    return NewEvent("content_integrated", said, actor_id=author_id)
