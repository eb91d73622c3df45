"""What an author permits is done as the author wrote it, without picking the option first, where it is of its kind."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, story

LANE = story("""
initial_character: {relationships: {clerk: 0}}
initial_world:
  current_location: lane
  npc_locations: {clerk: lane}
  locations: [{id: lane, name: The lane}]
nodes:
  start:
    narrative: A cat sits on the wall. The clerk drinks tea from a pot.
    look: {teapot: Of tin.}
    options:
      win:
        text: Win the cat over in your own way
        next: improvise
        consequence: [{type: modify_trait, trait: courage, delta: 1}]
        improvise_context: {theme: winning a cat, permits: [fish, hum]}
        outcome_nodes: {discovery: tamed}
      tell:
        text: Put it to the clerk in your own words
        next: improvise
        improvise_context:
          theme: telling the clerk
          permits: [tea, drift, look]
          answers: [{pattern: pour, narrative: She sees it run.}]
        outcome_nodes: {discovery: told}
  tamed: {narrative: The cat comes down.}
  told: {narrative: The clerk believes you.}
""")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("offer it a fish", "tamed"),
        ("hum to the cat", "tamed"),
        ("tell the clerk that we drift", "told"),
        ("clerk, the whole lane is adrift", "told"),
        ("“The tea runs to one side!”", "told"),
    ],
)
def test_own_words_that_an_author_permits_lead_on_as_the_option_does(text: str, node: str) -> None:
    step = said(LANE, text)
    assert (step.kind, step.cell, step.after.player.node) == ("improvised", "discovery", node)


def test_the_options_own_consequences_are_applied() -> None:
    assert said(LANE, "offer it a fish").after.player.character.traits["courage"] == 6


@pytest.mark.parametrize(
    "text",
    [
        "sit on the teapot",
        "drink the tea",
        "steal the tea",
        "look at the teapot",
        "will it eat a fish?",
        "do not hum",
        "throw a fish at the captain of the guard",
        "ask Mrs Pym to look",
    ],
)
def test_a_text_that_only_has_a_word_of_the_pattern_leads_nowhere(text: str) -> None:
    step = said(LANE, text)
    assert step.after.player.node == "start"


def test_an_answer_that_the_author_wrote_is_told_for_a_deed_too() -> None:
    step = said(LANE, "pour the tea on the wall")
    assert (step.cell, step.after.player.node) == ("discovery", "start")


TUSSOCK = story("""
initial_character: {relationships: {pim: 0, hall: 0}}
npcs: {pim: {name: Pim}, hall: {name: Mr Hall}}
initial_world: {current_location: reeds, npc_locations: {pim: reeds, hall: reeds}, locations: [{id: reeds, name: Reeds}]}
nodes:
  start:
    narrative: Pim lies at the edge. Beyond her stands a goat. Mr Hall waits.
    look: {pim: She is nine., mr hall: He is fifty.}
    options:
      fetch:
        text: Try it your own way
        next: improvise
        improvise_context: {theme: coaxing a proud goat, permits: [hold, breath, lie down]}
        outcome_nodes: {discovery: home}
      write:
        text: Write to Mr Hall
        next: improvise
        improvise_context: {theme: a note, permits: [pim]}
        outcome_nodes: {discovery: home}
""")


@pytest.mark.parametrize("text", ["hold her hand", "lie down next to her", "take a deep breath", "ask Pim about Pim"])
def test_what_is_done_to_somebody_else_or_is_a_mere_gesture_is_not_what_an_option_asks_for(text: str) -> None:
    assert said(TUSSOCK, text).option_id is None


def test_what_is_done_to_what_the_option_is_about_is() -> None:
    assert said(TUSSOCK, "hold the goat").option_id == "fetch"
