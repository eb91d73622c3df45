"""Whose each game of a world was when a record was written: games of a world that was moved here go from account to account.

Records of kind import say so: `games` holds, by game, whose it `was` and whose it `is` from then on.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.services.games.expected_events import PlayerOfGame

People = Mapping[str, PlayerOfGame]


class Owners:
    """The accounts of a world's games. Two queries where the world was moved here, else one; memory grows with the games."""

    def __init__(self, world: SharedWorld) -> None:
        self._now = people_of(world.pk)
        self._changes = _changes(world.pk) if world.imported_at is not None else []
        self._later = 0  # how many changes came after the record that was asked for last
        self._people: People = self._now

    def before(self, world_seq: int) -> People:
        """Whose each game was as this record was written, by session."""
        later = sum(seq >= world_seq for seq, _ in self._changes)
        if later != self._later:
            self._later, self._people = later, self._as_it_was(later)
        return self._people

    def _as_it_was(self, later: int) -> People:
        people = dict(self._now)
        for _, games in reversed(self._changes[len(self._changes) - later :]):
            people |= {game: _player(change["was"]) for game, change in games.items()}
        return people


def people_of(world_id: uuid.UUID) -> dict[str, PlayerOfGame]:
    """Whose each game of a world is."""
    games = GameSession.objects.filter(world_id=world_id).values_list("pk", "user_id", "user__short_id")
    return {str(game): PlayerOfGame(user_id, short_id) for game, user_id, short_id in games}


def _changes(world_id: uuid.UUID) -> list[tuple[int, Mapping[str, Any]]]:
    moved = TurnRecord.objects.filter(world_id=world_id, session=None, kind=TurnRecord.Kind.IMPORT)
    return list(moved.order_by("world_seq").values_list("world_seq", "command__games"))


def _player(told: Mapping[str, str]) -> PlayerOfGame:
    return PlayerOfGame(uuid.UUID(told["id"]), told["short_id"])
