"""What came of a choice is told to the other players at the place, in the author's words, and to nobody else."""

from __future__ import annotations

import pytest

from profiles.models import User
from worlds.event_types.stored import OutcomeTold, TurnPlayed
from worlds.feed import event_log
from worlds.feed.event import LoggedEvent
from worlds.models import SharedWorld
from worlds.services.membership import creating, joining, spectating
from worlds.services.membership.joining import Joined
from worlds.services.stories import scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)

SHED = b"""
name: The shed
description: A shed.
initial_character: {name: Walker}
initial_world:
  current_location: shed
  locations: [{id: shed, name: The shed}, {id: yard, name: The yard}]
start_node: shed
nodes:
  shed:
    narrative: Tools.
    choice:
      prompt: What do you do?
      options:
        - {id: show, text: Show the bearings, cell: chooses, narrative: "They shine.\\nA second line.", next_node: shed}
        - {id: letter, text: Read the letter, private: true, cell: chooses, narrative: It is from home., next_node: shed}
        - {id: quiet, text: Wait, cell: avoids, next_node: shed}
        - id: own
          text: Say something
          cell: unknown
          next: improvise
          narrative: Say what?
          improvise_context: {theme: words, permits: [please], blocks: [no], limbo_fallback: Nothing.}
        - {id: leave, text: Go out, cell: avoids, narrative: The door creaks., consequence: [{type: move_to, location: yard}], next_node: yard}
  yard:
    narrative: Air.
    choice:
      prompt: What do you do?
      options:
        - {id: stay, text: Stay, cell: avoids, narrative: You breathe., next_node: yard}
        - {id: rest, text: Lie down, cell: chooses, next_node: home}
endings:
  home: {title: Home, narrative: You are home., type: unchanged, method: time, tone: bittersweet}
"""


@pytest.fixture
def shed(elena: User) -> Joined:
    scenarios.import_scenario(source=SHED, slug="shed")
    return creating.create_world(user_id=elena.pk, scenario_slug="shed")


@pytest.fixture
def fellow(kael: User, shed: Joined) -> User:
    joining.join_world(user_id=kael.pk, world_id=shed.world.pk)
    return kael


def plays(shed: Joined, option: str, words: str | None = None) -> None:
    play_turn(user_id=shed.session.user_id, session_id=shed.session.pk, request=TurnRequest(option, words))


def told(world: SharedWorld, kind: str = OutcomeTold.TYPE) -> list[LoggedEvent]:
    return [event for event in event_log.read(world.pk, after=0) if event.type == kind]


def test_the_first_line_of_the_authors_text_is_told_to_those_at_the_place(shed: Joined, fellow: User) -> None:
    plays(shed, "show")
    [event] = told(shed.world)
    assert event.payload == {"turn": 1, "outcome": "They shine."}
    assert event.audience == frozenset({str(fellow.pk)})


def test_who_only_watches_does_not_hear_it(shed: Joined, fellow: User, elena: User) -> None:
    watcher = User.objects.create_user("watcher")
    spectating.spectate_world(user_id=watcher.pk, world_id=shed.world.pk)
    plays(shed, "show")
    assert not any(event.visible_to(str(watcher.pk)) for event in told(shed.world))


@pytest.mark.parametrize(
    ("option", "words"),
    [("letter", None), ("quiet", None), ("own", "please"), ("own", "no"), (None, "Show the bearings")],
)
def test_nothing_is_told_of_what_is_private_or_in_own_words_or_has_no_text(
    shed: Joined, fellow: User, option: str | None, words: str | None
) -> None:
    request = TurnRequest(option, words)
    play_turn(user_id=shed.session.user_id, session_id=shed.session.pk, request=request)
    assert len(told(shed.world, TurnPlayed.TYPE)) >= 1
    assert told(shed.world) == []


def test_nothing_is_told_where_nobody_else_is(shed: Joined, kael: User) -> None:
    plays(shed, "show")
    assert told(shed.world) == []
    plays(shed, "leave")
    joining.join_world(user_id=kael.pk, world_id=shed.world.pk)
    plays(shed, "stay")
    assert told(shed.world) == []
