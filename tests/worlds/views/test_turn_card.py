from dataclasses import replace

import pytest

from tests.worlds.rules.small_stories import story
from worlds.services.games.transcript import TranscriptEntry
from worlds.services.turns.payloads import Improvised
from worlds.views.turn_card import TurnCard, cards_without_repeats, turn_card

ASKED = story("""
nodes:
  gate:
    narrative: A gate.
    look: {gate: "Iron, and painted shut."}
    options:
      knock:
        text: Knock in your own way
        next: improvise
        improvise_context: {theme: x, permits: [knock], answers: [{pattern: sing, narrative: Somebody sings back.}]}
""")
STORY = story("nodes: {gate: {narrative: A gate., options: {go: {next_node: home}}}}")
SCENE = "The door is shut.\n\nSomebody is breathing."
ENTRY: TranscriptEntry = {
    "number": 1,
    "turn": 1,
    "scene": 1,
    "beat": 1,
    "turns_played": 0,
    "kind": "choice",
    "cell": None,
    "node_id": "",
    "option_id": None,
    "did": "",
    "is_written": False,
    "read_as": "",
    "narrative": SCENE,
    "changes": [],
    "time_passed": 0,
    "fired": [],
    "improvisation": None,
    "at": "2026-01-01T00:00:00Z",
    "left": False,
}


def page(narrative: str) -> TurnCard:
    return replace(turn_card(ENTRY, STORY), narrative=narrative)


def texts(*narratives: str) -> list[str]:
    return [shown.narrative for shown in cards_without_repeats(map(page, narratives))]


def test_a_scene_still_in_sight_is_not_told_again() -> None:
    assert texts(SCENE, f"You knock.\n\n{SCENE}") == [SCENE, "You knock."]


def test_a_turn_that_tells_nothing_new_tells_it_again() -> None:
    assert texts(SCENE, SCENE) == [SCENE, SCENE]


def test_a_scene_out_of_sight_is_told_in_full() -> None:
    back = f"You come back.\n\n{SCENE}"
    assert texts(SCENE, "One.", "Two.", "Three.", back)[-1] == back


def test_only_the_end_of_a_turn_is_left_out() -> None:
    assert texts("Rain.", "Rain.\n\nThen sun.") == ["Rain.", "Rain.\n\nThen sun."]


def test_what_was_shown_stays_as_it_was_while_the_story_goes_on() -> None:
    story = [SCENE, f"You knock.\n\n{SCENE}", f"You wait.\n\n{SCENE}", f"You call.\n\n{SCENE}", "A step.", "Another."]
    whole = texts(*story)
    for length in range(1, len(story)):
        assert texts(*story[:length]) == whole[:length]


def test_a_refusal_that_was_told_has_no_second_word() -> None:
    assert turn_card({**ENTRY, "kind": "refused"}, STORY).note == ""
    assert turn_card({**ENTRY, "kind": "blocked"}, STORY).note == ""


def test_a_refusal_without_a_word_says_so() -> None:
    silent: TranscriptEntry = {**ENTRY, "narrative": ""}
    assert turn_card({**silent, "kind": "refused"}, STORY).note == "Locked."
    assert turn_card({**silent, "kind": "blocked"}, STORY).note.startswith("The way is blocked")
    assert turn_card(silent, STORY).note == ""


WAYS = story("""
initial_world: {locations: [{id: yard, name: Yard}, {id: mill, name: Mill}]}
nodes:
  gate:
    narrative: A gate.
    options:
      walk: {next_node: gate, consequence: [{type: move_to, location: mill}, {type: advance_time, amount: 1, unit: hours}]}
      carry: {next_node: gate, consequence: [{type: move_to, location: mill}, {type: gain_item, item: sack}]}
      flee: {next_node: gate, cell: avoids, consequence: [{type: move_to, location: mill}]}
      stay: {next_node: gate}
""")


def mark(option_id: str, kind: str = "choice") -> str:
    return turn_card({**ENTRY, "kind": kind, "node_id": "gate", "option_id": option_id, "cell": "triumph"}, WAYS).cell


def test_a_way_that_is_merely_taken_has_no_mark() -> None:
    assert mark("walk") == ""


def test_whatever_does_more_than_lead_on_has_its_mark() -> None:
    assert [mark(option) for option in ("carry", "flee", "stay", "gone")] == ["triumph"] * 4
    assert mark("walk", "blocked") == "triumph", "a way that was closed is told of"


def test_words_that_were_typed_are_told_as_typed_also_the_second_time() -> None:
    again = turn_card({**ENTRY, "kind": "improvised", "is_written": True}, STORY)
    assert (again.is_written, turn_card(ENTRY, STORY).is_written) == (True, False)


@pytest.mark.parametrize(
    ("classification", "narrative", "offered"),
    [
        ("discovery", "It gives, a little.", True),
        ("limbo", "Nothing comes of that.", False),
        ("constraint", "Not like that.", False),
        ("discovery", "Somebody sings back.", False),
        ("discovery", "You look the gate over. Iron, and\npainted shut.", False),
    ],
)
def test_only_what_came_to_something_that_no_author_wrote_is_offered_for_sharing(
    classification: str,
    narrative: str,
    offered: bool,  # noqa: FBT001
) -> None:
    told: Improvised = {"classification": classification, "intent": "act"}
    entry: TranscriptEntry = {**ENTRY, "did": "I try", "narrative": narrative, "improvisation": told}
    assert turn_card(entry, ASKED).can_share is offered
