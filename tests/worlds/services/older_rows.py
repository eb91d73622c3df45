"""Games and worlds as an older version left them: rows with its states, and a log that is sealed with them."""

from __future__ import annotations

import json
from typing import Any, Final

from django.db.models import QuerySet

from tests.kleene_site.programs import ROOT
from tests.lifting import history_open
from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.rules import grid
from worlds.rules.canonical import stored_hash
from worlds.services.turns.record_log import record_seal

FOLDER: Final = ROOT / "tests" / "fixtures" / "states"
ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def stored_game(game: GameSession, *, engine: str = "2") -> None:
    """Let a game alone be one that this engine stored, at the fixture's state."""
    state = _fixture(engine)["alone"]["state"]
    with history_open():
        _seal(list(game.records.order_by("number")), engine, {game.pk: stored_hash(state)}, "")
        _write(game, engine, state)


def stored_world(world: SharedWorld, one: GameSession, other: GameSession, *, engine: str = "2") -> None:
    """The same of a world in which these two play."""
    text = json.dumps(_fixture(engine)["together"]).replace(ONE, str(one.pk)).replace(OTHER, str(other.pk))
    kept = {name: part["state"] for name, part in json.loads(text).items()}
    records = list(TurnRecord.objects.filter(world=world).order_by("world_seq"))
    hashes = {one.pk: stored_hash(kept["one"]), other.pk: stored_hash(kept["other"])}
    with history_open():
        _seal(records, engine, hashes, stored_hash(kept["world"]))
        _write(one, engine, kept["one"])
        _write(other, engine, kept["other"])
        QuerySet(SharedWorld).filter(pk=world.pk).update(
            engine_version=engine,
            world_state=kept["world"],
            state_hash=stored_hash(kept["world"]),
            record_hash=records[-1].record_hash,
        )


def sealed_by(engine: str, game: GameSession) -> None:
    """Let an engine of another name have stored a game alone, whose states stay as they are."""
    with history_open():
        _seal(list(game.records.order_by("number")), engine, {}, "")
        newest = game.records.order_by("-number")[0]
        QuerySet(GameSession).filter(pk=game.pk).update(engine_version=engine, record_hash=newest.record_hash)


def _fixture(engine: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"engine_{engine}.json").read_text())
    return found


def _seal(records: list[TurnRecord], engine: str, hashes: dict[Any, str], world_hash: str) -> None:
    """Seal a log anew as this engine's; the newest record of each game, and of the world, led to these hashes."""
    newest = {record.session_id: record for record in records}
    for before, record in zip([None, *records], records, strict=False):
        record.engine_version = engine
        record.previous_hash = "" if before is None else before.record_hash
        if record.session_id in hashes and newest[record.session_id] is record:
            record.state_hash = hashes[record.session_id]
        if world_hash and record is records[-1]:
            record.world_hash = world_hash
        record.record_hash = record_seal(record)
        said = ("engine_version", "previous_hash", "state_hash", "world_hash", "record_hash")
        QuerySet(TurnRecord).filter(pk=record.pk).update(**{name: getattr(record, name) for name in said})


def _write(game: GameSession, engine: str, state: dict[str, Any]) -> None:
    newest = game.records.order_by("-number")[0]
    player = state["player"]
    QuerySet(GameSession).filter(pk=game.pk).update(
        engine_version=engine, state=state, state_hash=stored_hash(state), record_hash=newest.record_hash,
        turn=player["turn"], scene=player["scene"], beat=player["beat"], cells=player["cells"],
        tier=grid.tier(player["cells"]),
    )  # fmt: skip
