"""What others close between a look and a click."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds.services.shared_worlds.counting_world import Hand
from worlds.rules.errors import OptionNotAvailable
from worlds.services.games.seen_view import view_and_remember
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db(transaction=True)

BRIDGE = b"""
name: A bridge
description: It can be drawn up.
initial_character: {name: Walker, traits: {luck: 9}}
initial_world:
  current_location: bank
  flags: {drawn_up: false}
  locations: [{id: bank, name: The bank}]
  scheduled_events:
    - {event_id: fog, trigger_at: 3600, consequences: [{type: modify_trait, trait: luck, delta: -9}]}
start_node: bank
nodes:
  bank:
    narrative: A bridge.
    choice:
      prompt: What do you do?
      options:
        - {id: cross, text: Cross, cell: chooses, precondition: {type: flag_not_set, flag: drawn_up}, next_node: bank}
        - {id: draw_up, text: Draw it up, cell: chooses, consequence: [{type: set_flag, flag: drawn_up}], next_node: bank}
        - id: let_down
          text: Let it down
          cell: chooses
          precondition: {type: flag_set, flag: drawn_up}
          consequence: [{type: clear_flag, flag: drawn_up}]
          next_node: bank
        - {id: wait, text: Wait, cell: avoids, consequence: [{type: advance_time, amount: 1, unit: hours}], next_node: bank}
        - {id: jump, text: Jump, cell: chooses, precondition: {type: trait_minimum, trait: luck, minimum: 5}, next_node: over}
        - {id: swim, text: Swim, cell: chooses, precondition: {type: trait_maximum, trait: luck, maximum: 4}, next_node: over}
endings:
  over: {type: victory, narrative: Over.}
  under: {type: death, narrative: Under.}
"""


@pytest.fixture
def pair() -> tuple[Hand, Hand]:
    import_scenario(source=BRIDGE, slug="bridge")
    first, second = (get_user_model().objects.create_user(name) for name in ("near", "far"))
    made = creating.create_world(user_id=first.pk, scenario_slug="bridge")
    joined = joining.join_world(user_id=second.pk, world_id=made.world.pk)
    return Hand(first.pk, made.session.pk), Hand(second.pk, joined.session.pk)


def test_what_joining_showed_and_another_closed_is_a_rebuff(pair: tuple[Hand, Hand]) -> None:
    one, other = pair
    one.play("draw_up")
    result = other.play("cross").result
    assert (result["kind"], result["cell"]) == ("refused", "rebuff")


def test_so_is_what_a_letter_closed(pair: tuple[Hand, Hand]) -> None:
    one, other = pair
    one.play("wait")
    result = other.play("jump").result
    assert (result["kind"], result["cell"]) == ("refused", "rebuff")
    assert result["narrative"] == "Your luck is not up to this: it stands at 0, and 5 is needed."


def test_what_a_look_showed_and_another_closed_is_a_rebuff(pair: tuple[Hand, Hand]) -> None:
    one, other = pair
    one.play("draw_up")
    assert "let_down" in {option["id"] for option in view_and_remember(other.session)["node"]["options"]}
    one.play("let_down")
    view_and_remember(
        other.session
    )  # what it shows now adds to what was shown before: that may be on another screen still
    result = other.play("let_down").result
    assert (result["kind"], result["cell"]) == ("refused", "rebuff")
    with pytest.raises(OptionNotAvailable):  # the turn has told what is offered now
        other.play("let_down")


def test_what_opened_and_closed_unseen_was_not_offered(pair: tuple[Hand, Hand]) -> None:
    one, other = pair
    one.play("draw_up")
    one.play("let_down")
    view_and_remember(other.session)
    with pytest.raises(OptionNotAvailable):
        other.play("let_down")


def test_a_look_is_noted_once_and_waits_for_no_turn(pair: tuple[Hand, Hand]) -> None:
    one, other = pair
    one.play("draw_up")
    seen = other.session
    with CaptureQueriesContext(connection) as first:
        view_and_remember(seen)
    with CaptureQueriesContext(connection) as second:
        view_and_remember(other.session)
    assert [query["sql"][:6] for query in first].count("UPDATE") == 1
    assert not any("UPDATE" in query["sql"] for query in second)
    # An old look comes too late once a turn has said what is offered.
    other.play("wait")
    seen.offered = []
    view_and_remember(seen)
    assert "let_down" in other.session.offered


def test_what_nobody_was_shown_is_refused_as_ever(pair: tuple[Hand, Hand]) -> None:
    with pytest.raises(OptionNotAvailable):
        pair[0].play("swim")
