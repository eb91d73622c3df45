"""That a line names the same people and things is not enough: the deed must be its own."""

from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import said, started, story
from worlds.rules.commands import Say
from worlds.rules.meaning import read
from worlds.rules.readings import Doubt
from worlds.rules.situation import Situation

DINNER = story("""
initial_character: {relationships: {mr_fox: 0, captain: 0}}
initial_world:
  current_location: hall
  npc_locations: {mr_fox: hall, captain: hall}
  locations: [{id: hall, name: The hall}]
nodes:
  start:
    narrative: Mr Fox and the captain sit at the table. A letter and a hat lie on the chest beside a trough of sticks.
    look: {letter: Sealed., hat: Black., trough: Of stone.}
    options:
      greet: {text: Say good evening to Mr Fox, next_node: start}
      round: {text: Lean round the plums and speak to Mr Fox, next_node: start}
      wheel: {text: Take the rudder from the captain for as long as it takes him to drink his tea, next_node: start}
      price: {text: Tell Mr Fox what the chest is worth, next_node: start}
      sit: {text: Sit on the step and see whether it gets easier, next_node: start}
      sticks: {text: Look over the sticks in the trough, next_node: start}
      him: {text: Stand with him and say nothing, next_node: start}
""")


@pytest.mark.parametrize(
    "text",
    [
        "dance with Mr Fox",
        "throw a plum at Mr Fox",
        "kiss the captain",
        "drink the captain's tea",
        "ask Mr Fox to mend my coat",
        "tell Mr Fox to jump",
        "ask Mr Fox for a kiss",
        "sit on the letter",
        "stand on the hat",
        "hide in the trough",
        "burn the sticks",
    ],
)
def test_another_deed_with_the_people_and_things_of_a_line_is_not_that_line(text: str) -> None:
    assert said(DINNER, text).option_id is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("wish Mr Fox a good evening", "greet"),
        ("tell Mr Fox how much the chest is worth", "price"),
        ("take the captain's rudder", "wheel"),
        ("sit down on the step", "sit"),
        ("go through the sticks in the trough", "sticks"),
    ],
)
def test_the_deed_of_a_line_in_other_words_is_that_line(text: str, option: str) -> None:
    assert said(DINNER, text).option_id == option


LOFT = story("""
initial_character: {}
initial_world:
  current_location: loft
  locations: [{id: loft, name: The loft}]
nodes:
  start:
    narrative: Coats hang here, and a line on its hook.
    options:
      line: {text: Take the measuring line off its hook, next_node: start}
      coat: {text: Go and look at the coat, next_node: start}
      all: {text: Brush every hat, next_node: start}
""")


@pytest.mark.parametrize("text", ["I tie the line to my bunk", "search the pockets of every coat"])
def test_a_line_about_the_same_thing_is_not_played_for_another_deed_or_for_all_of_them(text: str) -> None:
    assert said(LOFT, text).option_id is None
    assert said(LOFT, "brush every hat").option_id == "all"


HILL = story("""
initial_character: {relationships: {miss_reed: 0, mrs_reed: 0}}
initial_world:
  current_location: hill
  npc_locations: {miss_reed: hill, mrs_reed: hill}
  locations:
    - {id: hill, name: The hill, connections: [shed], look: {wall: Of brick.}}
    - {id: shed, name: The shed, description: A spade with its face to the wall.}
nodes:
  start:
    narrative: A lamp burns before a window. There are a pole, a ladder, a pump, a lantern, a bench and a bell.
    look: {window: Clean., pins: In rows., step: Worn., stove: Hot.}
    options:
      pole: {text: Take the pole, next_node: start}
      ladder: {text: Try the ladder, next_node: start}
      leave: {text: Leave it burning and go up, next_node: start}
      work: {text: 'Work down the hill, both sides', next_node: start}
      cover: {text: Pull the blanket over your head, next_node: start}
      pump: {text: Stand at the pump with the others and say nothing, next_node: start}
      open: {text: Open the lantern and see what it wants, next_node: start}
      swing: {text: Swing the mallet at her, next_node: start}
      greet: {text: Say good evening to Miss Reed, next_node: start}
      knock: {text: 'Knock on the gate, and say who you are', next_node: start}
      step: {text: Sit on the step and see whether it gets easier, next_node: start}
      say: {text: Practise what you are going to say, next_node: start}
""")


@pytest.mark.parametrize(
    "text",
    [
        "polish the pole",
        "take apart the pole",
        "sell the ladder",
        "climb up to the window",
        "sing while I work",
        "pull the blanket off everyone",
        "work the pump",
        "open the window",
        "weigh Mrs Reed",
        "shout at the stove",
        "count the steps",
        "burn the pins",
        "climb the wall",
        "follow the spade",
    ],
)
def test_one_word_in_common_is_not_the_deed_of_a_line(text: str) -> None:
    assert (said(HILL, text).option_id, said(HILL, text).after.player.location) == (None, "hill")


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("pick up the pole", "pole"),
        ("try out the ladder", "ladder"),
        ("leave the lamp burning", "leave"),
        ("open the lantern", "open"),
        ("hit the bell with the mallet", "swing"),
        ("rehearse my little speech", "say"),
    ],
)
def test_the_line_that_does_it_is_found_beside_them(text: str, option: str) -> None:
    assert said(HILL, text).option_id == option


MAZE = story("""
initial_world: {current_location: maze, locations: [{id: maze, name: The maze}]}
nodes:
  start:
    narrative: Two passages, and a table with a key and a coin.
    options:
      left: {text: Go left, next_node: start}
      right: {text: Go right, next_node: start}
      key: {text: Take the key, next_node: start}
      coin: {text: Take the coin, next_node: start}
      study: {text: Study the coin, next_node: start}
""")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("just pick a passage", {"left", "right"}),
        ("take one of the passages", {"left", "right"}),
        ("take something", {"key", "coin"}),
        ("the coin", {"coin", "study"}),
    ],
)
def test_where_any_of_several_lines_would_do_there_is_a_question_back(text: str, options: set[str]) -> None:
    reading = read(Say(text), Situation(MAZE, started(MAZE)))
    assert isinstance(reading, Doubt)
    assert {option.id for option in reading.options} == options


PARLOUR = story("""
initial_character: {relationships: {clerk: 0}}
initial_world: {current_location: room, npc_locations: {clerk: room}, locations: [{id: room, name: The room, look: {pockets: Deep.}}]}
nodes:
  start:
    narrative: The clerk drinks tea. There are buns, and a coat with pockets.
    options:
      wheel: {text: Take the wheel for as long as it takes him to drink his tea, next_node: start}
      bed: {text: Pull the sheet up until somebody calls you, next_node: start}
      price: {text: Tell the clerk what the chest is worth, next_node: start}
      bun: {text: Stop for the bun, next_node: start}
      coat: {text: 'Take the coat down, and over your arm', next_node: start}
      spoon: {text: Study the pattern on your spoon, next_node: start}
""")


@pytest.mark.parametrize(
    "text",
    [
        "bring him more tea",
        'shout "is anybody there?"',
        "tell the clerk it will be all right",
        "eat all the buns",
        "check the pockets",
        "use the wrong spoon",
    ],
)
def test_what_a_line_says_by_the_way_is_not_what_it_does(text: str) -> None:
    assert said(PARLOUR, text).option_id is None


def test_a_question_about_what_is_described_is_no_question_about_the_game() -> None:
    assert said(PARLOUR, "check the pockets").kind == "improvised"
    assert said(PARLOUR, "check my pockets").kind != "improvised"


SUPPER = story("""
initial_character: {relationships: {dora: 0, mr_hall: 0}}
initial_world:
  current_location: supper
  npc_locations: {dora: supper, mr_hall: supper}
  locations: [{id: supper, name: Supper, look: {egg: Brown., cable: Frozen., boat: Tarred.}}]
npcs: {dora: {name: Dora}, mr_hall: {name: Mr Hall}}
nodes:
  start:
    narrative: Dora turns an egg. Mr Hall sits with his hat on his knees. The others sing by the lamp.
    look: {dora: She is eighty., mr hall: He is fifty., note: Folded.}
    options:
      age: {text: Ask her how old the parish is, next_node: start}
      done: {text: Ask her what it is that you have done, next_node: start}
      agree: {text: Agree with Dora that it is the light, next_node: start}
      leave: {text: Leave him to his hat, next_node: start}
      slip: {text: Slip away while they are singing, next_node: start}
      stand: {text: Stand at the lamp with the others and say nothing, next_node: start}
      book: {text: "Ask Mr Hall, in private, for a look at the book", next_node: start}
      anchor: {text: "Let the anchor go, and all its cable", next_node: start}
      way: {text: Start down the hill, next_node: start}
      write:
        text: Write to Mr Hall
        next: improvise
        improvise_context: {theme: a note to a shy man, permits: [dora, egg]}
        outcome_nodes: {discovery: start}
""")


@pytest.mark.parametrize(
    "text",
    [
        "ask Dora about her egg",
        "ask her how old she is",
        "nod to Dora",
        "take off my hat",
        "sing for them",
        "try to stand up straight",
        "whisper hello to Mr Hall",
        "coil the cable",
        "fold the note into a boat",
        "whisper to Dora",
        "shout at Dora",
        "offer to turn the egg",
        "look up",
    ],
)
def test_a_greeting_a_gesture_or_a_question_about_another_thing_is_no_line(text: str) -> None:
    assert said(SUPPER, text).option_id is None


@pytest.mark.parametrize(
    ("text", "option"), [("ask how old the parish is", "age"), ("ask Mr Hall for a look at the book", "book")]
)
def test_the_lines_themselves_are_found_beside_them(text: str, option: str) -> None:
    assert said(SUPPER, text).option_id == option
