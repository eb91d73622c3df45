"""A world in which everything has happened that moves with it, its file, and a database without either."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from profiles.models import User
from tests.emptying import full_tables
from tests.lifting import history_open
from tests.worlds.services.critical_items.conftest import POLICIES, STORY
from worlds.models import GameSession, SharedWorld
from worlds.rules.additions import NewOption
from worlds.services import chat
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import creating, joining, leaving
from worlds.services.moving.exporting import export_world
from worlds.services.snapshots.taking import take_world_snapshot
from worlds.services.stories.overlays import add_to_world
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

TYPED, SAID, NAME = "whistle to the miller's cat", "the cat is under the wheel", "Marguerite"
ADDED = NewOption(
    "imp_dancing", node="mill", text="Dance on the wheel", narrative="It turns.", cell="discovery", next_node="mill",
    consequence=({"type": "set_flag", "flag": "improv_danced"},), credit=None,
)  # fmt: skip
Lines = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MovedWorld:
    """Three played in `world`: Ada, who goes on, Ben, who died with the pin, and Cleo, who left. `file` holds it."""

    world: SharedWorld
    adas: GameSession
    bens: GameSession
    file: Path


def lived_world(people: list[User]) -> MovedWorld:
    """Free text, chat, an overlay, somebody who leaves, a recovery, a snapshot; not exported yet."""
    ada, ben, cleo = people
    import_scenario(source=(STORY + POLICIES).encode(), slug="mill")
    made = creating.create_world(user_id=ada.pk, scenario_slug="mill", character_name=NAME)
    world = made.world.pk
    bens, cleos = (joining.join_world(user_id=each.pk, world_id=world).session for each in (ben, cleo))

    def turn(session: GameSession, option: str | None, text: str | None = None) -> None:
        play_turn(user_id=session.user_id, session_id=session.pk, request=TurnRequest(option, text))

    turn(cleos, None, TYPED)
    chat.send_message(user_id=cleo.pk, world_id=world, text=SAID)
    leaving.leave_world(user_id=cleo.pk, world_id=world)
    turn(bens, "take_pin")
    turn(bens, "fall")
    take_world_snapshot(world_id=world, reason="interval")
    add_to_world(world_id=world, addition=ADDED, author_id=None)
    turn(made.session, "imp_dancing")
    for _ in range(6):
        turn(made.session, "wait")
    return MovedWorld(SharedWorld.objects.get(), made.session, bens, Path())


def exported(lived: MovedWorld, folder: Path, *, with_texts: bool = True) -> MovedWorld:
    file = folder / "world.jsonl.gz"
    export_world(world_id=lived.world.pk, target=file, with_texts=with_texts)
    return MovedWorld(lived.world, lived.adas, lived.bens, file)


def empty_database() -> None:
    """Nothing is left: as a database is after its first `migrate`."""
    with history_open(), connection.cursor() as cursor:
        for table in full_tables(connection):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - Django's own table names


def lines_of(file: Path) -> Lines:
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


def rewritten(file: Path, change: Callable[[Lines], Lines | None]) -> None:
    """Change the lines of a file, and let its manifest say what they are now."""
    lines = lines_of(file)[:-1]
    write_lines(file, change(lines) or lines)


def write_lines(file: Path, lines: Iterable[dict[str, Any]]) -> None:
    whole, sections, counts, out = hashlib.sha256(), dict[str, Any](), dict[str, int](), b""
    for line in lines:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        [section] = line
        whole.update(text)
        sections.setdefault(section, hashlib.sha256()).update(text)
        counts[section] = counts.get(section, 0) + 1
        out += text
    each = {name: {"lines": counts[name], "sha256": found.hexdigest()} for name, found in sections.items()}
    manifest = {"manifest": {"sections": each, "sha256": whole.hexdigest()}}
    file.write_bytes(gzip.compress(out + json.dumps(manifest).encode() + b"\n"))


def is_whole(world: SharedWorld) -> bool:
    return verify_world(world_id=world.pk)["first_difference"] is None
