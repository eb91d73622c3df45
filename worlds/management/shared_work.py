"""Verifying many worlds: each by itself, in this process or in several that share them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from common.worker_processes import process_pool
from worlds.models import SharedWorld
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.world_differences import sentence_of
from worlds.services.games.world_verification import WorldVerification, newest_start, verify_world


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a world: how many records were read, and a sentence that begins with its short id."""

    ok: bool
    records: int
    sentence: str


def verify_all(worlds: list[tuple[uuid.UUID, str]], *, is_quick: bool, processes: int) -> Iterator[Verdict]:
    """The verdict on each of these worlds (key and short id), in their order."""
    judge = partial(verdict_on, is_quick=is_quick)
    if processes == 1:
        yield from map(judge, worlds)
        return
    with process_pool(processes) as pool:
        yield from pool.map(judge, worlds)


def verdict_on(world: tuple[uuid.UUID, str], *, is_quick: bool) -> Verdict:
    """`is_quick` begins at the world's newest snapshot."""
    pk, name = world
    try:
        found = verify_world(world_id=pk, since=newest_start(world_id=pk) if is_quick else None)
    except IncompatibleVersion as refusal:
        return Verdict(ok=False, records=0, sentence=f"{name}: {refusal.message}")
    except SharedWorld.DoesNotExist:
        return Verdict(ok=True, records=0, sentence=f"{name}: deleted meanwhile")
    return Verdict(ok=found["ok"], records=found["records"], sentence=sentence_on(name, found))


def sentence_on(name: str, found: WorldVerification) -> str:
    if found["first_difference"] is not None:
        return f"{name}: {sentence_of(found['first_difference'])}"
    upto = f"up to record {found['records']} and event {found['events']}"
    if found["since"]:
        return f"{name}: verified from the snapshot of record {found['since']} {upto}; what came before was not read"
    return f"{name}: verified {upto}"
