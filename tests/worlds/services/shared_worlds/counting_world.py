"""Eight hands at one wall, and how they are made to move at the same moment."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth import get_user_model
from django.db import connection

from tests.worlds.services.shared_worlds.counting import COUNTING
from worlds.models import GameSession, SharedWorld
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import TurnAnswer, play_turn
from worlds.services.turns.request import TurnRequest

Moved = TypeVar("Moved")


@dataclass(frozen=True, slots=True)
class Hand:
    user_id: uuid.UUID
    session_id: uuid.UUID

    def play(self, option_id: str | None = None, text: str | None = None, key: str | None = None) -> TurnAnswer:
        request = TurnRequest(option_id=option_id, input=text)
        return play_turn(user_id=self.user_id, session_id=self.session_id, request=request, idempotency_key=key)

    @property
    def session(self) -> GameSession:
        return GameSession.objects.get(pk=self.session_id)


@dataclass(frozen=True, slots=True)
class Tally:
    """A world and everybody in it."""

    world_id: uuid.UUID
    hands: tuple[Hand, ...]

    @property
    def world(self) -> SharedWorld:
        return SharedWorld.objects.get(pk=self.world_id)

    def count(self, place: str, what: str) -> int:
        found: int = self.world.world_state["world"]["local"][place]["properties"][what]
        return found


def tally(hands: int, *, name: str = "hand") -> Tally:
    """A new world of the tally with so many players in it."""
    import_scenario(source=COUNTING, slug="tally")
    first, *others = (get_user_model().objects.create_user(f"{name}{number}") for number in range(hands))
    made = creating.create_world(user_id=first.pk, scenario_slug="tally")
    joined = [joining.join_world(user_id=other.pk, world_id=made.world.pk).session for other in others]
    sessions = (made.session, *joined)
    return Tally(made.world.pk, tuple(Hand(session.user_id, session.pk) for session in sessions))


def at_once(moves: Iterable[Callable[[], Moved]]) -> list[Moved]:
    """Every move in a thread with a connection of its own; their results in the order they were given."""

    def alone(move: Callable[[], Moved]) -> Moved:
        try:
            return move()
        finally:
            connection.close()

    everything = list(moves)
    with ThreadPoolExecutor(len(everything)) as threads:
        return list(threads.map(alone, everything))
