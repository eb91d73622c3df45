"""The telling speaks of what is there: the thing meant, who is here, the air of the place, and what else could be done."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from tests.worlds.narrators.narrated_story import INN, judged, opened, story, told
from worlds.narrators.templates import naming
from worlds.narrators.templates.attention import manner_of, things_meant
from worlds.narrators.templates.english.closings import CLOSINGS
from worlds.narrators.templates.phrases import Phrase, fill, fits
from worlds.narrators.templates.scenery import Scenery, scenery
from worlds.rules.commands import Say
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation

BEATS = range(1, 13)


def seen(text: str, scenario: Scenario | None = None, **player: Any) -> Scenery:
    scenario = scenario or story()
    state = opened(scenario)
    for name, value in player.items():
        setattr(state.player, name, value)
    return scenery(Situation(scenario, state), judged(scenario, state, Say(text)))


def with_narrative(narrative: str) -> Scenario:
    nodes = yaml.safe_load(INN)["nodes"]
    nodes["evening"]["narrative"] = narrative
    return story(nodes=nodes)


def test_a_thing_that_the_story_and_the_player_speak_of_is_named() -> None:
    assert any("the counter" in told("look at the counter", beat=beat) for beat in BEATS)


def test_a_word_that_the_story_does_not_use_is_never_repeated() -> None:
    assert not any("zeppelin" in told("look at the zeppelin", beat=beat).lower() for beat in BEATS)


def test_somebody_who_is_here_is_named() -> None:
    assert all("the innkeeper" in told("ask the innkeeper about the rain", beat=beat).lower() for beat in BEATS)


def test_somebody_who_is_elsewhere_is_not_spoken_to() -> None:
    assert "npc" not in seen("talk to the ferryman").facts


def test_somebody_who_lies_dead_in_the_story_is_not_spoken_of() -> None:
    assert "npc" not in seen("look around", with_narrative("The innkeeper lies dead behind the counter.")).facts


def test_somebody_who_has_come_here_since_is_spoken_of() -> None:
    scenario = story()
    state = opened(scenario)
    state.world.npc_locations = {"ferryman": "taproom"}
    found = scenery(Situation(scenario, state), judged(scenario, state, Say("look at the rain")))
    assert found.facts["npc"] == Phrase("the ferryman")


def test_somebody_who_lives_here_but_is_not_in_the_telling_is_left_out() -> None:
    assert "npc" not in seen("wait", with_narrative("The room is empty.")).facts


def test_of_two_people_the_one_named_first_is_spoken_to_and_the_other_about() -> None:
    scenario = story()
    state = opened(scenario)
    state.world.npc_locations["ferryman"] = "taproom"
    found = scenery(Situation(scenario, state), judged(scenario, state, Say("ask the ferryman about the innkeeper")))
    assert found.facts["npc"] == found.facts["whom"] == Phrase("the ferryman")
    assert found.facts["thing"] == Phrase("the innkeeper")


def test_an_item_carried_is_known_by_its_whole_name() -> None:
    found = seen("offer the key to the innkeeper").facts
    assert found["held"] == found["thing"] == Phrase("the brass key")


def test_an_item_lying_here_is_known_by_its_whole_name() -> None:
    assert seen("take the whistle").facts["thing"] == Phrase("the tin whistle")


def test_an_item_lying_here_that_nobody_speaks_of_can_be_pointed_out() -> None:
    assert seen("wait").facts["lying"] == Phrase("the tin whistle")


def test_the_light_of_the_place_is_told() -> None:
    assert any("lamplight" in line for line in seen("wait").air)


def test_an_environment_without_known_words_adds_nothing() -> None:
    world = yaml.safe_load(INN)["initial_world"]
    world["locations"][0]["initial_state"]["environment"] = {"lighting": "xyzzy", "depth": 7}
    assert seen("wait", story(initial_world=world)).air == ()


def test_a_description_is_told_once_on_arrival() -> None:
    assert seen("wait").description == "A low room with one lamp and too many chairs."
    assert seen("wait", beat=2).description == ""


def test_a_description_is_not_told_of_a_place_that_has_changed() -> None:
    scenario = story()
    state = opened(scenario)
    state.world.local["taproom"].flags["flooded"] = True
    assert scenery(Situation(scenario, state), judged(scenario, state, Say("wait"))).description == ""


def test_open_options_become_hints_and_hidden_ones_do_not() -> None:
    hints = {hint.text for hint in seen("wait").hints}
    assert "go down to the landing" in hints
    assert not any("floorboard" in hint for hint in hints)


DENIED = {
    "id": "landing",
    "name": "Ferry Landing",
    "precondition": {"type": "has_item", "item": "lamp"},
    "access_mode": "show_normal",
}
TAPROOM = {"id": "taproom", "name": "The Taproom", "connections": ["landing"], "items": ["tin_whistle"]}


def hints_of(option: dict[str, Any], *, taken: bool = False) -> set[str]:
    """What is hinted at in an inn where this is the only line, and the way to the landing is denied."""
    inn = {"current_location": "taproom", "locations": [TAPROOM, DENIED]}
    out = {"id": "out", "text": "Homewards", "next_node": "home"}
    evening = {"narrative": "Rain.", "choice": {"prompt": "Well?", "options": [{"id": "it", **option}]}}
    vault = {"narrative": "Dust.", "precondition": DENIED["precondition"], "choice": {"prompt": "?", "options": [out]}}
    nodes = {"evening": evening, "vault": vault}
    scenario = story(**json.loads(json.dumps({"initial_world": inn, "nodes": nodes})))  # a copy of every part
    state = opened(scenario)
    if taken:
        state.world.items["taproom"] = []
    found = scenery(Situation(scenario, state), judged(scenario, state, Say("wait")))
    return {hint.text for hint in found.hints}


def test_what_would_be_denied_when_it_is_picked_is_no_hint() -> None:
    down = {"text": "Go down to the landing", "next_node": "evening"}
    assert hints_of(down) == {"go down to the landing"}
    assert hints_of({**down, "consequence": [{"type": "move_to", "location": "landing"}]}) == set()


def test_a_line_that_leads_to_a_barred_scene_is_no_hint() -> None:
    assert hints_of({"text": "Open the vault", "next_node": "vault"}) == set()


def test_a_thing_that_somebody_else_took_is_no_hint() -> None:
    take = {
        "text": "Take the whistle",
        "next_node": "evening",
        "consequence": [{"type": "gain_item", "item": "tin_whistle"}],
    }
    assert hints_of(take) == {"take the whistle"}
    assert hints_of(take, taken=True) == set()


def test_a_word_that_only_a_hidden_option_uses_is_not_confirmed() -> None:
    assert "thing" not in seen("look at the floorboard").facts


def test_a_hint_points_to_the_option_that_shares_words_with_the_player() -> None:
    assert seen("smell the soup").pointing == Phrase("order another cup of soup")


@pytest.mark.parametrize("temperature", [4, 7, 10])
@pytest.mark.parametrize("beat", BEATS)
def test_what_stays_open_always_ends_with_a_way_to_go_on(temperature: int, beat: int) -> None:
    found = seen("wait")
    facts = [found.facts | {"hint": hint} for hint in found.hints]
    ways = {fill(card, known) for card in CLOSINGS["limbo"] for known in facts if fits(card, known)}
    assert told("wait", temperature=temperature, beat=beat).endswith(tuple(ways))


def test_in_parser_mode_no_option_is_given_away() -> None:
    scenario = story()
    state = opened(scenario)
    state.player.preferences = type(state.player.preferences)(parser_mode=True)
    assert scenery(Situation(scenario, state), judged(scenario, state, Say("look at the rain"))).hints == ()


@pytest.mark.parametrize(
    ("name", "prose", "phrase"),
    [
        ("Dark Forest", "The dark forest whispers.", Phrase("the dark forest")),
        ("Quiet Village", "A village under a hill.", Phrase("the village")),
        ("Temple Gates", "You reach the temple gates.", Phrase("the temple gates", plural=True)),
        ("Saltmere", "You come to Saltmere at dusk.", Phrase("Saltmere")),
        ("The Drowned Bell", "The lamp of the Drowned Bell is lit.", Phrase("the Drowned Bell")),
        ("The lamp room", "", Phrase("the lamp room")),
        ("Living Room", "", Phrase("the room")),
        ("West of House", "A white house.", None),
        ("Zanzibar 7", "Zanzibar 7", None),
        ("{place}", "{place}", None),
    ],
)
def test_a_place_is_called_as_the_prose_calls_it(name: str, prose: str, phrase: Phrase | None) -> None:
    assert naming.somewhere(name, prose) == phrase


@pytest.mark.parametrize(
    ("npc", "prose", "phrase"),
    [
        ("elder", "The village elder grips your arm.", Phrase("the elder")),
        ("old_tom", "Tom looks up from his nets.", Phrase("Tom")),
        ("captain_reyes", "You salute Captain Reyes.", Phrase("Captain Reyes")),
        ("lighthouse_keeper", "A lighthouse-keeper sits here.", Phrase("the lighthouse-keeper")),
        ("guards", "Two guards bar the way.", Phrase("the guards", plural=True)),
        ("stranger", "Nobody is named.", Phrase("the stranger")),
    ],
)
def test_a_person_is_called_as_the_prose_calls_them(npc: str, prose: str, phrase: Phrase) -> None:
    assert naming.somebody(npc, prose) == phrase


@pytest.mark.parametrize(
    ("place", "there"),
    [("the dark forest", "in"), ("the mountain path", "on"), ("the shrine", "at"), ("the Drowned Bell", "at")],
)
def test_one_is_in_on_or_at_a_place(place: str, there: str) -> None:
    assert naming.where(Phrase(place)) == Phrase(f"{there} {place}")


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("I look at the door", "look"),
        ("trying to climb it", "climb"),
        ("she asked politely", "ask"),
        ("why does it rain?", "ask"),
        ("the look on his face", None),
        ("quite so", None),
        ("", None),
    ],
)
def test_the_first_known_verb_tells_how_it_is_done(text: str, manner: str | None) -> None:
    assert manner_of(text) == manner


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("examine the key", ["key"]),
        ("examine key", ["key"]),
        ("look at iron", []),
        ("take the old iron key and run", ["key"]),
        ("look at its scales", ["scales"]),
        ("old", []),
        ("look", []),
    ],
)
def test_things_are_told_from_other_words(text: str, things: list[str]) -> None:
    told_of = "She gives you the look that old people have. An old iron key glints. Scales like iron."
    assert things_meant(text, told_of) == things
