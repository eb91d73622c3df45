"""Which policies of critical items are in force in a world."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from worlds.models import SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.critical_items.policies import (
    Policy,
    policies_in,
    policies_to_command,
    policy_to_json,
    put_in_force,
)
from worlds.rules.critical_items.requests import policies_from
from worlds.rules.critical_items.shape import PolicyTold
from worlds.services.membership.errors import WorldArchived
from worlds.services.turns import record_log
from worlds.services.turns.locks import await_world
from worlds.services.turns.state_rows import WORLD_FIELDS, shared_of, write_world_state


def world_policies(*, world_id: uuid.UUID) -> list[PolicyTold]:
    """The policies of a world in the words of a scenario's file, in order of their items. Raises IncompatibleVersion."""
    world = SharedWorld.objects.select_related("revision").get(pk=world_id)
    return [policy_to_json(policy) for policy in policies_in(compiled_scenario(world.revision), shared_of(world))]


@transaction.atomic
def change_world_policies(*, world_id: uuid.UUID, policies: Any, by: uuid.UUID | None = None) -> list[PolicyTold]:
    """Put other policies in force in a world, all of them at once, from its next turn on; the same again changes nothing.

    They become a part of the world's state by a record of its own, which names the account that did it (`by`; None for
    nobody's). Raises BadPolicy, WorldArchived, Unavailable.
    """
    world = await_world(world_id)
    if world.is_archived:
        raise WorldArchived
    story, shared = compiled_scenario(world.revision), shared_of(world)
    wanted = policies_from(policies, story)
    if wanted != policies_in(story, shared):
        record_policies(world, wanted, at=world.now(), by=by)
        world.save(update_fields=WORLD_FIELDS)
    return [policy_to_json(policy) for policy in wanted]


def record_policies(
    world: SharedWorld, policies: tuple[Policy, ...], *, at: datetime, by: uuid.UUID | None = None
) -> None:
    """Write the record by which policies come into force, and the state that it leads to; the caller saves the world.

    Who did it is sealed in the record and no part of the state. Assumes its row locked, or new.
    """
    write_world_state(world, put_in_force(shared_of(world), policies), at=at)
    command = policies_to_command(policies) | ({"by": str(by)} if by is not None else {})
    record_log.append_own_record(world, record_log.Entry(kind=TurnRecord.Kind.POLICY, at=at, command=command))
