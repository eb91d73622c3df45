"""A mill in company: two people, a pin that must not be lost, and a rope of which there must be two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pytest

from profiles.models import User
from tests.keeping import kept
from tests.worlds.services.conftest import MakesPeople
from worlds.models import CriticalItemRecovery, GameSession, SharedWorld, WorldEvent
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns import playing
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.request import TurnRequest

STORY: Final = """
name: The mill
initial_character: {name: Miller}
initial_world:
  current_location: yard
  time: 0
  flags: {dawn: false}
  locations:
    - {id: yard, name: The yard, items: [pin], connections: [loft]}
    - {id: barn, name: The barn, items: [rope, rope], connections: [yard]}
    - {id: loft, name: The loft, connections: [yard], precondition: {type: flag_set, flag: dawn}, access_mode: show_locked}
items: {pin: {name: the pin, look: Oak., public: The pin has changed hands.}}
start_node: mill
nodes:
  mill:
    free_roam: true
    narrative: The wheel stands still.
    choice:
      prompt: What now?
      options:
        - {id: take_pin, text: Take the pin, cell: chooses, next_node: mill, consequence: [{type: gain_item, item: pin}]}
        - {id: wait, text: Wait, cell: avoids, next_node: mill}
        - id: fall
          text: Fall out of the loft
          cell: chooses
          next_node: dead
          consequence: [{type: move_to, location: loft}, {type: character_dies}]
          precondition: {type: has_item, item: pin}
        - {id: sunrise, text: Call the sun, cell: chooses, next_node: mill, consequence: [{type: set_flag, flag: dawn}]}
        - {id: sunset, text: Send it away, cell: chooses, next_node: mill, consequence: [{type: clear_flag, flag: dawn}]}
        - {id: climb, text: Climb, cell: chooses, next_node: mill, consequence: [{type: move_to, location: loft}]}
        - {id: home, text: Go home, cell: chooses, next_node: home, precondition: {type: has_item, item: pin}}
endings:
  home: {type: victory, narrative: The wheel turns.}
  dead: {type: death, narrative: You fall.}
"""
POLICIES: Final = """
critical_items:
  - item_id: pin
    policy_type: unique_persistent
    anchor_locations: [yard]
    cooldown_ticks: 5
    holder_timeout_ticks: 4
    public: The pin hangs on its nail again.
"""


@dataclass(frozen=True, slots=True)
class Mill:
    """Two people in a world of it."""

    world: SharedWorld
    people: tuple[User, User]

    def plays(self, number: int, option: str) -> TurnResult:
        session = self.session(number)
        asked = TurnRequest(option_id=option)
        return playing.play_turn(user_id=session.user_id, session_id=session.pk, request=asked).result

    def waits(self, number: int, times: int) -> None:
        for _ in range(times):
            self.plays(number, "wait")

    def session(self, number: int) -> GameSession:
        return GameSession.objects.get(user=self.people[number], world=self.world, status=GameSession.Status.ACTIVE)

    @property
    def shared(self) -> dict[str, Any]:
        state: dict[str, Any] = SharedWorld.objects.get(pk=self.world.pk).world_state["world"]
        return state

    def recoveries(self) -> list[tuple[str, str, str, str]]:
        rows = CriticalItemRecovery.objects.filter(world=self.world).order_by("world_seq", "position")
        return [(row.item, row.reason, row.old_location, row.new_location) for row in rows]

    def told(self, kind: str) -> list[WorldEvent]:
        return list(WorldEvent.objects.filter(world=self.world, type=kind).order_by("sequence"))


def mill_of(source: str, people: list[User]) -> Mill:
    import_scenario(source=source.encode(), slug="mill")
    ann, bo = people
    world = creating.create_world(user_id=ann.pk, scenario_slug="mill").world
    joining.join_world(user_id=bo.pk, world_id=world.pk)
    return Mill(world, (ann, bo))


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    for name in ("RATE_INPUT", "RATE_READ", "RATE_START", "RATE_REPLAY"):
        setattr(settings, name, "100000/minute")


@pytest.fixture
def mill(people: MakesPeople) -> Mill:
    return kept("a mill", lambda: mill_of(STORY + POLICIES, people(2)))


@pytest.fixture
def plain_mill(people: MakesPeople) -> Mill:
    """The same story without a policy."""
    return kept("a plain mill", lambda: mill_of(STORY, people(2)))
