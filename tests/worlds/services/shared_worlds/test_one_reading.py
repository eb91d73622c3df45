"""A command is read once: what was played is what the record says it meant."""

import pytest
from django.contrib.auth import get_user_model

from tests.worlds.services.shared_worlds.counting_world import Hand
from worlds.models import TurnRecord
from worlds.rules.messages import recalled_from_json
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db(transaction=True)

LAMP = b"""
name: One lamp
description: There is one lamp, and a gate.
initial_character: {name: Walker}
initial_world:
  current_location: yard
  flags: {shut: false}
  locations: [{id: yard, name: The yard, items: [lamp]}]
start_node: yard
nodes:
  yard:
    narrative: A yard.
    choice:
      prompt: What do you do?
      options:
        - {id: take, text: Take it, cell: chooses, consequence: [{type: gain_item, item: lamp}], next_node: yard}
        - {id: shut, text: Shut it, cell: chooses, consequence: [{type: set_flag, flag: shut}], next_node: yard}
        - {id: go, text: Go home, cell: chooses, next_node: over}
        - id: beg
          text: Ask for the lamp
          cell: unknown
          next: improvise
          consequence: [{type: gain_item, item: lamp}]
          improvise_context: {theme: asking, permits: [please]}
        - id: call
          text: Call through the gate
          cell: unknown
          precondition: {type: flag_not_set, flag: shut}
          next: improvise
          improvise_context: {theme: calling, permits: [please]}
endings:
  over: {type: victory, narrative: Over.}
"""


@pytest.fixture
def pair(db: None) -> tuple[Hand, Hand]:
    import_scenario(source=LAMP, slug="lamp")
    first, second = (get_user_model().objects.create_user(name) for name in ("ann", "bo"))
    made = creating.create_world(user_id=first.pk, scenario_slug="lamp")
    joined = joining.join_world(user_id=second.pk, world_id=made.world.pk)
    return Hand(first.pk, made.session.pk), Hand(second.pk, joined.session.pk)


def _kept(hand: Hand) -> TurnRecord:
    record: TurnRecord | None = hand.session.records.order_by("-number").first()
    assert record is not None
    return record


def test_words_for_what_another_took_are_kept_as_the_refusal_that_was_played(pair: tuple[Hand, Hand]) -> None:
    ann, bo = pair
    bo.play("take")
    result = ann.play("beg", "please give me the lamp").result
    assert (result["kind"], result["cell"]) == ("refused", "constraint")
    meaning = recalled_from_json(_kept(ann).meaning)
    assert (meaning.option_id, meaning.judgement) == ("beg", None)


@pytest.mark.parametrize("text", [None, "please open"])
def test_an_improvise_option_shut_meanwhile_is_a_rebuff_with_words_and_without(
    pair: tuple[Hand, Hand], text: str | None
) -> None:
    ann, bo = pair
    bo.play("shut")
    result = ann.play("call", text).result
    assert (result["kind"], result["cell"]) == ("refused", "constraint")


@pytest.mark.parametrize("text", ["Call through the gate", "call"])
def test_so_is_its_own_text_typed(pair: tuple[Hand, Hand], text: str) -> None:
    ann, bo = pair
    bo.play("shut")
    result = ann.play(None, text).result
    assert (result["kind"], result["cell"]) == ("refused", "constraint")
    assert recalled_from_json(_kept(ann).meaning).option_id == "call"


def test_words_that_were_heard_are_kept_as_the_improvisation_they_were(pair: tuple[Hand, Hand]) -> None:
    ann, _ = pair
    assert ann.play("beg", "please give me the lamp").result["kind"] == "improvised"
    meaning = recalled_from_json(_kept(ann).meaning)
    assert meaning.judgement is not None
    assert meaning.judgement.verdict == "discovery"
