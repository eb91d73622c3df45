"""Which thing or person of a scene a text speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds.rules.small_stories import started, story
from worlds.rules.mentions import spoken_of
from worlds.rules.nouns import nouns_in, phrases_in
from worlds.rules.scene_names import Mention
from worlds.rules.situation import Situation

QUAY = story("""
npcs: {mrs_amble: {name: Mrs Amble}, captain_vane: {name: Captain Vane}}
items: {iron_hook: {name: a boat hook}}
initial_character: {inventory: [iron_hook]}
initial_world:
  locations:
    - {id: yard, name: The Quay, description: "Three poplars lean over a pump.", items: [rope], connections: [mill], look: {lock gate: Shut.}}
    - {id: mill, name: The Old Mill}
  npc_locations: {mrs_amble: yard, captain_vane: yard, corm: mill}
nodes:
  start:
    narrative: The reed-cutters murmur. A boat leaves a wake. Mrs Amble's umbrella is open.
    look: {umbrella: Black.}
    options: {ask: {text: Ask for the ledger, next_node: start}, dig: {text: Dig up a shovel, next_node: start, precondition: {type: has_item, item: map}}}
""")


def first(text: str) -> tuple[str, str] | None:
    mention = spoken_of(text, Situation(QUAY, started(QUAY))).first
    return None if mention is None else (mention.sort, mention.about)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("look at the poplars", ("thing", "poplars")),
        ("count poplars", ("thing", "poplars")),
        ("look at a poplar!", ("thing", "poplars")),
        ("take a look at the pump", ("thing", "pump")),
        ("wake the reed-cutters", ("thing", "cutters")),
        ("I look, slowly, at the boat's wake", ("thing", "wake")),
        ("take the hook", ("item", "iron_hook")),
        ("wave the boat hook", ("item", "iron_hook")),
        ("coil the rope", ("item", "rope")),
        ("open the lock gate", ("thing", "lock gate")),
        ("look at Mrs Amble", ("person", "mrs_amble")),
        ("tell amble about the pump", ("person", "mrs_amble")),
        ("look at Amble's umbrella", ("thing", "umbrella")),
        ("look at the mill", ("place", "mill")),
        ("kick the pump boat", ("thing", "boat")),
        ("salute the captain", ("person", "captain_vane")),
        ("read the ledger", ("thing", "ledger")),
    ],
)
def test_the_thing_that_is_meant_is_found(text: str, expected: tuple[str, str]) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "wake the others",
        "wake everybody up",
        "take the sword",
        "pour the tea into the pump",
        "look at the shovel",  # only a hidden option speaks of it
        "xyzzy",
        "",
        "the",
        "🪨",
    ],
)
def test_what_is_not_in_the_scene_is_not_found_and_no_verb_is_a_thing(text: str) -> None:
    assert first(text) is None


def test_what_is_done_to_something_that_is_not_here_is_told_from_what_says_nothing() -> None:
    now = Situation(QUAY, started(QUAY))
    assert spoken_of("pour the tea into the pump", now).missed
    assert not spoken_of("xyzzy plugh", now).missed


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    spoken = spoken_of(text, Situation(QUAY, started(QUAY)))
    assert all(isinstance(mention, Mention) for mention in spoken.mentions)


def test_of_an_authors_text_the_things_are_known_from_other_words() -> None:
    told = "She gives you the look. An old iron key, and its teeth. Two pairs of the small scales."
    assert nouns_in(told) == {"key": "key", "pair": "pairs", "teeth": "teeth", "scale": "scales"}


def test_what_stands_behind_an_article_is_a_phrase_up_to_its_end() -> None:
    assert list(phrases_in("The old iron gate, and a lamp of brass.")) == [("old", "iron", "gate"), ("lamp",)]


HOUSE = story("""
npcs: {frew: {name: Mrs Frew}}
initial_world:
  current_location: house
  locations: [{id: house, name: The House, look: {stair: Eleven steps., portrait: A man in a hat., basin: It holds one dead geranium., bust: The founder in a toga., clock: There is none.}}]
  npc_locations: {frew: house}
nodes:
  start:
    narrative: A lady reads at a lamp, and Mrs Frew sews. There is the bakery.
    look: {woman: Eighty., bakery: Lit., chair: Of cane., office: It has a shutter., mrs frew: She has not looked out of the window.}
    options: {go: {text: Go on, next_node: start}}
""")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("look at the picture", ("thing", "portrait")),
        ("rearrange the furniture", ("thing", "chair")),
        ("slide down the banister", ("thing", "stair")),
        ("water the geranium", ("thing", "basin")),
        ("rub the founder's nose", ("thing", "bust")),
        ("knock at the bakery shutter", ("thing", "bakery")),
        ("look out of the window", ("thing", "window")),
        ("tap her on the shoulder", ("person", "frew")),
        ("brush her hair", ("person", "frew")),
        ("shut her umbrella", None),
        ("shake hands with Mrs Frew", ("person", "frew")),
        ("warm my hands at the lamp", ("thing", "lamp")),
        ("steal the Alderman's lamp", ("thing", "lamp")),
        ("rub the portrait's nose", ("thing", "portrait")),
        ("pour my tea over the chair", ("thing", "chair")),
        ("look at the zeppelin", None),
    ],
)
def test_a_thing_is_found_by_its_kind_by_a_part_and_by_what_is_told_of_it(
    text: str, expected: tuple[str, str] | None
) -> None:
    mention = spoken_of(text, Situation(HOUSE, started(HOUSE))).first
    assert (None if mention is None else (mention.sort, mention.about)) == expected
