"""A world's records, each found to be what playing them again says."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from common.errors import KleeneError
from worlds.models import ScenarioRevision, SharedWorld, TurnRecord
from worlds.models.versions import require_known
from worlds.rules.canonical import stored_hash
from worlds.rules.critical_items.maintenance import Recovery
from worlds.rules.outcome import Step
from worlds.rules.state import World
from worlds.rules.storage import STATE_SCHEMA, world_to_json
from worlds.rules.turns import ROAMING
from worlds.services.games.migrations import is_replayed, migration_claims
from worlds.services.games.record_counts import Counts
from worlds.services.games.world_differences import Differs, require_same
from worlds.services.games.world_replay import WorldReplay
from worlds.services.texts import text_matches
from worlds.services.turns import record_log
from worlds.services.turns.result import turn_payload
from worlds.services.turns.state_rows import private_hash

# What stored values can bring about that no service of ours has written.
UNREADABLE: Final = (LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, KleeneError)
BESIDE: Final = frozenset({"read_as"})  # what typed words were read as: told beside the step
WORDED: Final = BESIDE | {"narrative"}  # what was told of a found detail depends on words that may be erased by now


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that agrees with the replay, and the step that it stands for, if it stands for one.

    `seated` says who had a seat before it, and where: see `WorldReplay`. `recoveries` are those of critical items at it.
    """

    record: TurnRecord
    step: Step | None
    seated: Mapping[str, str]
    recoveries: tuple[Recovery, ...]


def read_world(world_id: uuid.UUID) -> SharedWorld:
    """A world's row with as much of its revision as verifying asks for. Assumes that it is there."""
    unread = ("revision__content_text", "revision__report")
    return SharedWorld.objects.select_related("revision").defer(*unread).get(pk=world_id)


def checked_records(
    world: SharedWorld, replay: WorldReplay, counts: Counts, *, upto: int | None = None
) -> Iterator[Checked]:
    """Each record of a world that `counts` has not counted yet, in order, played into `replay` and counted.

    Raises Differs at the first difference, so that nothing before it must be believed until the end is reached, and
    IncompatibleVersion. Reads in batches: memory grows with the number of games, not of records. `upto` is the last
    record to read.
    """
    require_known(world)
    rows = TurnRecord.objects.filter(world_id=world.pk, world_seq__gt=counts.records).select_related("text")
    rows = rows if upto is None else rows.filter(world_seq__lte=upto)
    revisions: dict[int, ScenarioRevision] = {}
    for record in rows.order_by("world_seq").iterator(chunk_size=500):
        record.revision = _revision(record.revision_id, revisions)
        _check_link(record, counts)
        seated = dict(replay.seated)
        step = _played(replay, record)
        counts.take(record)
        _check_outcome(record, step)
        if record.kind == TurnRecord.Kind.MIGRATE:
            _check_migration(record, seated)
        if is_replayed(record):
            _check_states(record, replay)
        yield Checked(record, step, seated, replay.recovered)


def _revision(pk: int, known: dict[int, ScenarioRevision]) -> ScenarioRevision:
    """A revision with its hash alone: joined to every record, its texts would be most of what is read."""
    if pk not in known:
        known[pk] = ScenarioRevision.objects.only("content_hash").get(pk=pk)
    return known[pk]


def _check_link(record: TurnRecord, counts: Counts) -> None:
    """Its place in the log, its seal and the seal of its words."""
    expected = counts.records + 1
    require_same(expected, "world_seq", expected, record.world_seq)
    require_same(expected, "previous_hash", counts.record_hash, record.previous_hash)
    require_same(expected, "record_hash", record_log.record_seal(record), record.record_hash)
    if record.session_id is not None:
        earlier = counts.games.get(str(record.session_id))
        require_same(expected, "number", 1 if earlier is None else earlier.number + 1, record.number)
    if record.text is not None and record.text.redacted_at is None and not text_matches(record.text, record.text.text):
        raise Differs(expected, "text", expected="the words that the record is sealed with", found="other words")


def _played(replay: WorldReplay, record: TurnRecord) -> Step | None:
    try:
        return replay.play(record)
    except UNREADABLE as refusal:
        found = f"{type(refusal).__name__}: {refusal}"
        raise Differs(
            record.world_seq or 0, "command", expected="a record that the rules allow", found=found
        ) from refusal


def _check_outcome(record: TurnRecord, step: Step | None) -> None:
    """What a record tells, against the step; the seal alone would not find a log that was sealed anew."""
    if step is None:
        return
    at = record.world_seq or 0
    require_same(at, "cell", step.cell or "", record.cell)
    if record.node_id:
        require_same(at, "node_id", step.before.player.node, record.node_id)
    if step.kind in ROAMING:
        require_same(at, "kind", step.kind, record.kind)
    aside = WORDED if record.text_id is not None else BESIDE
    require_same(at, "result", _without(aside, turn_payload(step)), _without(aside, record.result))


def _without(aside: frozenset[str], result: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in result.items() if name not in aside}


def _check_migration(record: TurnRecord, seated: Mapping[str, str]) -> None:
    at = record.world_seq or 0
    for path, expected, found in migration_claims(record):
        require_same(at, path, expected, found)
    if record.session_id is None and seated:
        require_same(at, "command.seats", [[game, place] for game, place in seated.items()], record.command["seats"])


def _check_states(record: TurnRecord, replay: WorldReplay) -> None:
    at = record.world_seq or 0
    assert replay.world is not None, "a start was played"
    require_same(at, "world_hash", shared_hash(replay.world), record.world_hash)
    if record.session_id is None:
        return
    player = replay.players[str(record.session_id)]
    require_same(at, "state_hash", private_hash(player), record.state_hash)
    for counter in ("turn", "scene", "beat"):
        require_same(at, counter, getattr(player, counter), getattr(record, counter))


def shared_part(world: World) -> dict[str, object]:
    """The shared part of a state as a world's row holds it: `schema` and `world`."""
    return {"schema": STATE_SCHEMA, "world": world_to_json(world)}


def shared_hash(world: World) -> str:
    return stored_hash(shared_part(world))
