"""What the calls of play answer, where it is not what a service returns as it is."""

from typing import Any, Protocol, TypedDict

from common.dates import utc
from common.viewsets import Timestamp
from worlds.models import GameSession, SharedWorld
from worlds.services.games.transcript import TranscriptEntry
from worlds.services.games.view import GridView, View, session_view
from worlds.services.membership.companies import seated_players
from worlds.services.turns.payloads import Improvised
from worlds.wire.turns import Change, change_of


class TranscriptLine(TypedDict):
    number: int
    turn: int
    scene: int
    beat: int
    turns_played: int
    kind: str
    cell: str | None
    node_id: str
    option_id: str | None
    did: str
    is_written: bool
    read_as: str
    narrative: str
    changes: list[Change]
    time_passed: int
    fired: list[str]
    improvisation: Improvised | None
    at: Timestamp
    left: bool


class Player(TypedDict):
    """`character_name` is what the others call somebody: their character's name where they gave one, else `display_name`."""

    user_id: str
    display_name: str
    character_name: str
    location: str


class Started(TypedDict):
    session_id: str
    world_id: str | None
    scenario_id: str
    game_mode: str
    players: list[Player]
    view: View


class Reached(TypedDict):
    id: str
    type: str


class GameSummary(TypedDict):
    session_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    world_id: str | None
    status: str
    character_name: str
    turn: int
    scene: int
    beat: int
    turns_played: int
    number: int
    grid: GridView
    ending: Reached | None
    rewinds: int
    created_at: Timestamp
    last_turn_at: Timestamp
    finished_at: Timestamp | None


class StoryDocument(TypedDict):
    format: str
    version: int
    view: View
    turns: list[TranscriptLine]


class Person(Protocol):
    """The public fields of an account."""

    pk: Any
    short_id: str
    display_name: str
    is_staff: bool


def started_answer(session: GameSession, player: Person) -> Started:
    view = session_view(session)
    return {
        "session_id": session.short_id,
        "world_id": view["world_id"],
        "scenario_id": view["scenario_id"],
        "game_mode": view["game_mode"],
        "players": players_of(session.world) if session.world else [_player(player, view)],
        "view": view,
    }


def players_of(world: SharedWorld) -> list[Player]:
    """Players in the order of joining."""
    return [
        {
            "user_id": place.user.short_id,
            "display_name": place.called,
            "character_name": place.known_as,
            "location": place.location,
        }
        for place in seated_players(world).select_related("user")
    ]


def _player(person: Person, view: View) -> Player:
    return {
        "user_id": person.short_id,
        "display_name": person.display_name,
        "character_name": view["character"]["name"],
        "location": view["location"]["id"],
    }


def transcript_line(entry: TranscriptEntry) -> TranscriptLine:
    return {**entry, "changes": [change_of(told) for told in entry["changes"]]}


def game_summary(session: GameSession) -> GameSummary:
    return {
        "session_id": session.short_id,
        "scenario_id": session.revision.scenario.slug,
        "scenario_name": session.revision.scenario.name,
        "game_mode": session.game_mode,
        "world_id": session.world.short_id if session.world else None,
        "status": session.status,
        "character_name": session.character_name,
        "turn": session.turn,
        "scene": session.scene,
        "beat": session.beat,
        "turns_played": session.turns_played,
        "number": session.number,
        "grid": {"cells": session.cells, "tier": session.tier},
        "ending": {"id": session.ending_id, "type": session.ending_type} if session.ending_id else None,
        "rewinds": session.rewinds,
        "created_at": utc(session.created_at),
        "last_turn_at": utc(session.last_turn_at),
        "finished_at": utc(session.finished_at) if session.finished_at else None,
    }
