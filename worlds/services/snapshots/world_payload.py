"""A world as far as its log has been played, as the payload of a snapshot and back: everything that the next record needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from worlds.rules.party import TimePolicy
from worlds.rules.storage import player_from_json, player_to_json, world_from_json, world_to_json
from worlds.services.games.record_counts import Counts, GameCounts
from worlds.services.games.world_events import BEGINNING, EventPlace
from worlds.services.games.world_replay import UnknownRecord, WorldReplay
from worlds.services.membership.players import POLICIES

FORM: Final = 1  # of payloads; rises when one of before could not be read any more


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot holds besides where it stands; `tick` counts turns."""

    payload: dict[str, Any]
    tick: int


@dataclass(slots=True)
class PlayedWorld:
    """How far a world's log has been played, and with what it goes on. At first: not at all."""

    replay: WorldReplay = field(default_factory=WorldReplay)
    counts: Counts = field(default_factory=Counts)
    place: EventPlace = BEGINNING


def world_payload(played: PlayedWorld) -> dict[str, Any]:
    """Plain JSON values, sharing nothing with the replay that the next record would edit. At least one record was played."""
    replay, counts = played.replay, played.counts
    if replay.world is None:
        raise UnknownRecord("a first record of kind start is missing")
    return {
        "form": FORM,
        "policy": replay.policy,
        "world": world_to_json(replay.world),
        "players": {game: player_to_json(player) for game, player in replay.players.items()},
        "seated": [[game, place] for game, place in replay.seated.items()],
        "counts": _counts_to_json(counts),
        "events": played.place.to_json(),
    }


def world_content(played: PlayedWorld) -> Content:
    """What a snapshot of a world holds at the newest record that was played."""
    return Content(world_payload(played), played.counts.turns)


def played_from(payload: Mapping[str, Any]) -> PlayedWorld:
    """What `world_payload` was given. Assumes a payload of this FORM."""
    policy: TimePolicy = POLICIES[payload["policy"]]
    counts = _counts_from_json(payload["counts"])
    replay = WorldReplay(
        world_from_json(payload["world"]),
        policy,
        {game: player_from_json(player) for game, player in payload["players"].items()},
        {game: place for game, place in payload["seated"]},  # noqa: C416 - pairs are lists in JSON
        ticks=counts.turns,
    )
    return PlayedWorld(replay, counts, EventPlace.from_json(payload["events"]))


def _counts_to_json(counts: Counts) -> dict[str, Any]:
    assert counts.began_at is not None and counts.written_at is not None, "a start was played"  # noqa: PT018
    return {
        "records": counts.records,
        "turns": counts.turns,
        "record_hash": counts.record_hash,
        "revision": counts.revision,
        "began_at": counts.began_at.isoformat(),
        "written_at": counts.written_at.isoformat(),
        "games": {game: one.to_json() for game, one in counts.games.items()},
        "terms": dict(counts.terms),
        # Only where a world came from elsewhere: the payloads of all others stay as they were.
        **({} if counts.imported_at is None else {"imported_at": counts.imported_at.isoformat()}),
    }


def _counts_from_json(stored: Mapping[str, Any]) -> Counts:
    return Counts(
        stored["records"],
        stored["turns"],
        stored["record_hash"],
        stored["revision"],
        datetime.fromisoformat(stored["began_at"]),
        datetime.fromisoformat(stored["written_at"]),
        {game: GameCounts.from_json(one) for game, one in stored["games"].items()},
        dict(stored["terms"]),
        datetime.fromisoformat(stored["imported_at"]) if "imported_at" in stored else None,
    )
