"""A village in which players roam, and as many of them as a test wants."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from worlds.feed import publisher
from worlds.models import GameSession, TurnRecord, WorldParticipant
from worlds.rules.commands import Choose, Go, Recalled
from worlds.services.groups import following, group_moves
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_attempt
from worlds.services.turns.request import TurnAttempt, TurnRequest

STORY: Final = """
name: The village
initial_character: {name: Walker}
initial_world:
  current_location: green
  flags: {}
  locations:
    - {id: green, name: The green, connections: [mill, well]}
    - {id: mill, name: The mill, connections: [green, well]}
    - {id: well, name: The well, connections: [green, mill]}
    - {id: tower, name: The tower, connections: [green]}
start_node: about
nodes:
  about:
    free_roam: true
    narrative: You stand about.
    choice:
      prompt: What now?
      options:
        - {id: wait, text: Wait, cell: avoids, next_node: about}
        - {id: sit, text: Sit down, cell: chooses, next_node: seat}
        - {id: stroll, text: Stroll to the mill, cell: chooses, next_node: about, consequence: [{type: move_to, location: mill}]}
        - {id: fly, text: Fly up, cell: chooses, next_node: about, consequence: [{type: move_to, location: tower}]}
        - {id: end, text: End it, cell: chooses, next_node: done}
  seat:
    narrative: You sit.
    choice:
      prompt: What now?
      options:
        - {id: rise, text: Rise, cell: chooses, next_node: about}
endings:
  done: {type: victory, narrative: It is done.}
"""


@dataclass(frozen=True, slots=True)
class Walker:
    user_id: uuid.UUID
    short_id: str
    world_id: uuid.UUID
    session_id: uuid.UUID

    @property
    def place(self) -> WorldParticipant:
        return WorldParticipant.objects.get(user_id=self.user_id, world_id=self.world_id)

    @property
    def me(self) -> dict[str, Any]:
        return {"user_id": self.user_id, "world_id": self.world_id}

    @property
    def here(self) -> str:
        return str(GameSession.objects.get(pk=self.session_id).state["player"]["location"])

    def plays(self, option: str) -> TurnResult:
        return self._plays(Choose(option))

    def goes(self, where: str) -> TurnResult:
        return self._plays(Recalled(roaming=Go(where)))

    def follows(self, leader: Walker) -> None:
        following.ask_to_follow(**self.me, player=leader.short_id)
        following.accept_follower(**leader.me, player=self.short_id)

    def _plays(self, command: Choose | Recalled) -> TurnResult:
        answer = play_attempt(TurnAttempt(self.user_id, self.session_id, TurnRequest(), command, None))
        group_moves.await_moves()
        return answer.result


MakesWalkers = Callable[[int], tuple[Walker, ...]]


@pytest.fixture
def walkers(db: None) -> Iterator[MakesWalkers]:
    def make(count: int) -> tuple[Walker, ...]:
        import_scenario(source=STORY.encode(), slug="village")
        first, *others = (get_user_model().objects.create_user(f"walker{number}") for number in range(count))
        made = creating.create_world(user_id=first.pk, scenario_slug="village")
        games = [made.session, *(joining.join_world(user_id=one.pk, world_id=made.world.pk).session for one in others)]
        people = (first, *others)
        return tuple(
            Walker(one.pk, one.short_id, made.world.pk, game.pk) for one, game in zip(people, games, strict=True)
        )

    yield make
    group_moves.await_moves()


class Told(list[tuple[str, str, dict[str, Any]]]):
    """What players were told, as (user id, type, payload)."""

    def by(self, walker: Walker, kind: str) -> list[dict[str, Any]]:
        return [data for user, type_, data in self if user == str(walker.user_id) and type_ == kind]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    heard = Told()

    def send(message: Any) -> None:
        if message["type"] == "world.ephemeral":
            heard.extend((user, message["kind"], message["data"]) for user in message["audience"] or ())

    monkeypatch.setattr(publisher.here, "send", send)
    return heard


def later(walker: Walker, **seconds: int) -> None:
    """Let this much time have passed since the requests of a player."""
    place = walker.place
    for name, passed in seconds.items():
        setattr(place, name, timezone.now() - timedelta(seconds=passed))
        place.save(update_fields=[name])


def went(walker: Walker) -> list[str]:
    """The places to which somebody went by a turn of their own, in order."""
    records = TurnRecord.objects.filter(session_id=walker.session_id, kind="go").order_by("number")
    return [str(record.meaning["roaming"]["target"]) for record in records if record.meaning]
