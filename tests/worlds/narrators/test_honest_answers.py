"""What each kind of improvisation is told: an author's words, or plainly why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from tests.worlds.narrators.narrated_story import INN, judged, opened, ruling, story, told
from worlds.narrators.templates import naming
from worlds.narrators.templates.orders import orders
from worlds.narrators.templates.phrases import Phrase
from worlds.rules.commands import Say
from worlds.rules.rulings import Finding
from worlds.rules.scenario import Scenario
from worlds.rules.situation import Situation
from worlds.rules.state import Preferences, State


def inn(**evening: Any) -> Scenario:
    """The inn, with these keys of its one scene."""
    nodes = yaml.safe_load(INN)["nodes"]
    nodes["evening"] |= evening
    return story(nodes=nodes)


def reason(text: str, scenario: Scenario | None = None, state: State | None = None) -> tuple[str, str]:
    scenario = scenario or story()
    finding = judged(scenario, state or opened(scenario), Say(text)).finding
    assert finding is not None
    return finding.reason, finding.about


def test_a_look_at_a_thing_tells_what_its_author_wrote_for_it() -> None:
    scenario = inn(look={"counter": "It is one plank, from a ship."})
    said = ruling(scenario, opened(scenario), Say("look at the counter"))
    assert said.cell == "discovery"
    assert said.text.endswith(" It is one plank, from a ship.")
    assert "the counter" in said.text


def test_without_a_text_for_it_the_authors_own_sentence_about_it_is_told() -> None:
    assert told("look at the windows").endswith("Rain runs down the windows.")
    assert told("look at the chairs").endswith("A low room with one lamp and too many chairs.")


def test_what_cannot_be_done_to_a_thing_is_not_claimed_but_there_is_its_text_to_tell() -> None:
    scenario = inn(look={"counter": "It is one plank, from a ship."})
    said = ruling(scenario, opened(scenario), Say("paint the counter red"))
    assert said.cell == "limbo"
    assert said.text.endswith(" It is one plank, from a ship.")
    assert reason("paint the counter red", scenario) == ("handled", "counter")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paint the windows red", ("unmoved", "windows")),
        ("drink the soup", ("option", "soup")),
        ("take the zeppelin", ("absent", "")),
        ("examine the moon", ("absent", "")),
        ("xyzzy", ("unclear", "")),
        ("talk to the innkeeper", ("listening", "innkeeper")),
        ("tell everybody a joke", ("person", "")),
        ("talk to the counter", ("mute", "counter")),
        ("wait a little", ("wait", "")),
        ("dance", ("gesture", "innkeeper")),
        ("take the windows", ("taken", "windows")),
        ("warm my hands at the counter", ("harmless", "counter")),
        ("where is the counter?", ("asked", "counter")),
        ("where is the ferryman?", ("away", "ferryman")),
        ("who ate my zeppelin?", ("unanswered", "")),
        ("why does everything lean?", ("unanswered", "")),
        ("kiss the innkeeper", ("familiar", "innkeeper")),
        ("bow to the innkeeper", ("greeted", "innkeeper")),
        ("slap the counter", ("spared", "counter")),
        ("kill the counter", ("spared", "counter")),
        ("swim to the counter", ("stays", "counter")),
        ("jump into the soup", ("option", "soup")),
        ("ask the innkeeper to look at the windows", ("listening", "innkeeper")),
        ("ask the innkeeper where the ferryman is", ("listening", "innkeeper")),
        ("sit on the counter", ("rested", "counter")),
        ("jump on the counter and call for soup", ("listening", "innkeeper")),
        ("draw a counter on the windows", ("unmarked", "windows")),
        ("draw a counter", ("unmarked", "")),
        ("carve the counter with a knife", ("toolless", "")),
        ("take a look at the windows", ("detail", "windows")),
        ("help with the soup", ("option", "soup")),
        ("steal the tin whistle", ("theft", "")),
        ("teleport home", ("wonder", "")),
        ("shout for the ferryman", ("elsewhere", "ferryman")),
        ("demand soup", ("refused", "")),
    ],
)
def test_a_text_is_answered_by_what_it_comes_to(text: str, expected: tuple[str, str]) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("drink from the counter", "undrunk"),
        ("eat the counter", "uneaten"),
        ("lick the counter", "harmless"),
        ("throw the counter", "unthrown"),
        ("swing from the counter", "let_be"),
        ("put the counter on", "tried_on"),
        ("feed the counter", "ungiven"),
        ("burn the counter", "spared"),
        ("play a tune on the counter", "let_be"),
        ("slide down the counter", "let_be"),
    ],
)
def test_a_deed_that_would_not_change_a_thing_is_not_said_to_have_left_it_unchanged(text: str, why: str) -> None:
    scenario = inn(look={"counter": "It is one plank, from a ship."})
    assert reason(text, scenario) == (why, "counter")
    assert ruling(scenario, opened(scenario), Say(text)).text.endswith(" It is one plank, from a ship.")


def test_what_the_scene_says_is_gone_is_said_not_to_be_here() -> None:
    gone = inn(narrative="There is a staple where a clapper was.")
    assert reason("take the clapper", gone) == ("denied", "clapper")
    assert told_in(gone, "take the clapper").endswith(" There is a staple where a clapper was.")
    assert reason("take the clapper", inn(narrative="A bell, and the clapper hums.")) == ("taken", "clapper")


def test_a_tool_of_the_story_that_is_not_here_is_missed_without_an_article() -> None:
    state = opened(story())
    assert reason("paint the windows with whistle", state=state) != ("toolless", "")
    state.world.items["taproom"] = []
    assert reason("paint the windows with whistle", state=state) == ("toolless", "")
    assert reason("paint the windows with care", state=state) == ("unmoved", "windows")


def test_a_leap_from_where_no_way_is_says_that_one_stays() -> None:
    assert reason("climb up again") == ("stays", "")


def test_of_the_coat_and_the_coats_the_one_that_was_typed_is_told() -> None:
    scenario = inn(look={"coat": "Grey.", "coats": "Four hundred."})
    assert ruling(scenario, opened(scenario), Say("look at the coats")).text.endswith(" Four hundred.")
    assert ruling(scenario, opened(scenario), Say("look at the coat")).text.endswith(" Grey.")


def test_a_line_that_only_speaks_of_a_thing_is_no_answer_to_a_deed() -> None:
    told = {"id": "only", "text": "Tell him that it is only a goat", "next_node": "evening"}
    scenario = inn(narrative="A goat.", choice={"prompt": "Well?", "options": [told]})
    assert reason("wash the goat", scenario) == ("unmoved", "goat")


def test_a_word_that_the_story_does_not_use_is_never_repeated() -> None:
    assert "zeppelin" not in told("look at the zeppelin").lower()


def test_the_verb_is_not_taken_for_the_thing() -> None:
    scenario = inn(narrative="The ferry leaves a wake on the water. A lamp burns.")
    assert reason("wake the ferryman's cousin", scenario)[0] != "detail"
    assert reason("light the lamp", scenario)[1] == "lamp"


def test_the_thing_that_something_is_done_to_counts_and_not_the_next_one() -> None:
    assert reason("pour the tea over the counter") == ("absent", "")
    assert reason("hit the counter with the tin whistle") == ("spared", "counter")


def test_of_a_part_of_a_thing_the_thing_is_told_where_the_part_is_not_described() -> None:
    scenario = inn(look={"counter": "It is one plank, from a ship."})
    assert reason("study the edge of the counter", scenario) == ("detail", "counter")


def test_a_look_does_not_answer_an_option_that_wants_something_said() -> None:
    scenario = inn(look={"counter": "It is one plank."})
    assert reason("look at the counter, please", scenario) == ("detail", "counter")
    assert reason("please look away from the counter, innkeeper", scenario)[0] == "detail"


def test_who_owns_a_thing_is_not_the_thing() -> None:
    assert reason("look at the innkeeper's counter") == ("detail", "counter")


def test_somebody_is_told_of_by_the_name_that_the_author_gave() -> None:
    scenario = story(npcs={"innkeeper": {"name": "Old Harm"}})
    assert "Old Harm" in ruling(scenario, opened(scenario), Say("greet Harm")).text


def test_where_somebody_is_is_told_to_nobody_who_plays_alone() -> None:
    assert "landing" not in told("shout for the ferryman").lower()


def test_somebody_who_lies_dead_in_the_story_gives_no_answer() -> None:
    scenario = inn(narrative="The innkeeper lies dead behind the counter.")
    assert reason("talk to the innkeeper", scenario)[0] != "person"


@pytest.mark.parametrize(
    ("noun", "prose", "called"),
    [
        ("buckets", "Buckets stand about.", "the buckets"),
        ("bishop", "That is Bishop, who is a goat.", "Bishop"),
        ("bishop", "That is Bishop. The bishop bleats.", "the bishop"),
        ("old harm", "He looks away.", "Old Harm"),
        ("the note", "A note.", "the note"),
        ("cutters", "The reed-cutters sleep.", "the reed-cutters"),
    ],
)
def test_a_described_thing_is_called_as_the_story_calls_it(noun: str, prose: str, called: str) -> None:
    scenario = story(
        npcs={"ferryman": {"name": "Old Harm"}},
        nodes={"evening": {**yaml.safe_load(INN)["nodes"]["evening"], "narrative": prose, "look": {noun: "So."}}},
    )
    phrase = naming.phrase_of(Finding("detail", "thing", noun), Situation(scenario, opened(scenario)))
    assert phrase is not None
    assert phrase.text == called


def test_somebody_whom_the_scene_describes_is_not_said_to_be_elsewhere() -> None:
    scenario = inn(look={"ferryman": "Wet to the knees."})
    assert reason("hug the ferryman", scenario) == ("familiar", "ferryman")


def test_of_two_people_the_one_named_first_is_spoken_to() -> None:
    scenario = story()
    state = opened(scenario)
    state.world.npc_locations["ferryman"] = "taproom"
    assert reason("ask the ferryman about the innkeeper", scenario, state) == ("person", "ferryman")


def test_where_nobody_is_nobody_answers() -> None:
    scenario = story()
    state = opened(scenario)
    state.world.npc_locations = {}
    assert reason("sing to myself and say hello", scenario, state) == ("nobody", "")


GATED = {"id": "gate", "name": "Cellar", "precondition": {"type": "has_item", "item": "lamp"}}


def gated(mode: str) -> Scenario:
    world = yaml.safe_load(INN)["initial_world"]
    closed = {**GATED, "access_mode": mode, "access_denied_narrative": "It would want its key."}
    world["locations"].append(closed)
    down = {"id": "down", "text": "Go down by the cellar door", "next_node": "evening"}
    down["consequence"] = [{"type": "move_to", "location": "gate"}]  # type: ignore[assignment]
    nodes = yaml.safe_load(INN)["nodes"]
    nodes["evening"]["choice"]["options"].append(down)
    return story(initial_world=world, nodes=nodes)


@pytest.mark.parametrize("mode", ["show_locked", "show_normal"])
def test_what_cannot_be_says_what_is_missing(mode: str) -> None:
    scenario = gated(mode)
    said = ruling(scenario, opened(scenario), Say("force the cellar door with a hairpin"))
    assert said.cell == "constraint"
    assert said.text.endswith(" It would want its key.")


def test_what_must_stay_hidden_is_not_hinted_at() -> None:
    scenario = gated("filter")
    assert "key" not in ruling(scenario, opened(scenario), Say("force the cellar door with a hairpin")).text
    assert reason("look at the floorboard") == ("absent", "")


def test_in_parser_mode_no_option_is_given_away() -> None:
    scenario = story()
    state = opened(scenario)
    state.player.preferences = Preferences(parser_mode=True)
    assert reason("paint the soup", scenario, state)[0] == "absent"
    assert list(orders(Situation(scenario, state), judged(scenario, state, Say("look at the rain")))) == []


def test_with_an_options_thing_the_option_is_named() -> None:
    assert "“Order another cup of soup”" in told("drink the soup")


def test_who_likes_suggestions_is_told_an_option() -> None:
    shown = ("go down to the landing", "order another cup of soup", "go home", "ask what is behind the cellar door")
    assert any(hint in told("wait", temperature=8) for hint in shown)
    assert not any(hint in told("wait", temperature=5) for hint in shown)


DENIED = {"id": "landing", "name": "Ferry Landing", "precondition": {"type": "has_item", "item": "lamp"}}
TAPROOM = {"id": "taproom", "name": "The Taproom", "connections": ["landing"], "items": ["tin_whistle"]}


def orders_of(option: dict[str, Any], *, taken: bool = False) -> set[str]:
    """What is hinted at in an inn where this is the only line, and the way to the landing is denied."""
    world = {"current_location": "taproom", "locations": [TAPROOM, {**DENIED, "access_mode": "show_normal"}]}
    out = {"id": "out", "text": "Homewards", "next_node": "home"}
    evening = {"narrative": "Rain.", "choice": {"prompt": "Well?", "options": [{"id": "it", **option}]}}
    vault = {"narrative": "Dust.", "precondition": DENIED["precondition"], "choice": {"prompt": "?", "options": [out]}}
    nodes = {"evening": evening, "vault": vault}
    scenario = story(**json.loads(json.dumps({"initial_world": world, "nodes": nodes})))  # a copy of every part
    state = opened(scenario)
    if taken:
        state.world.items["taproom"] = []
    return set(orders(Situation(scenario, state), judged(scenario, state, Say("wait"))))


def test_what_would_be_denied_when_it_is_picked_is_no_hint() -> None:
    down = {"text": "Go down to the landing", "next_node": "evening"}
    assert orders_of(down) == {"go down to the landing"}
    assert orders_of({**down, "consequence": [{"type": "move_to", "location": "landing"}]}) == set()


def test_a_line_that_leads_to_a_barred_scene_is_no_hint() -> None:
    assert orders_of({"text": "Open the vault", "next_node": "vault"}) == set()


def test_a_thing_that_somebody_else_took_is_no_hint() -> None:
    whistle = [{"type": "gain_item", "item": "tin_whistle"}]
    take = {"text": "Take the whistle", "next_node": "evening", "consequence": whistle}
    assert orders_of(take) == {"take the whistle"}
    assert orders_of(take, taken=True) == set()


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


LOOKS = {
    "counter": "It is one plank, from a ship.",
    "stool": "Three legs.",
    "clock": "There is none.",
    "woman": "Eighty.",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sing", ("gesture", "innkeeper")),
        ("stroke the counter", ("harmless", "counter")),
        ("wind the clock", ("denied", "clock")),
        ("polish the furniture", ("harmless", "counter")),
        ("tell the baker a secret", ("stranger", "")),
        ("tell the old woman about the rain", ("person", "woman")),
        ("write a poem with the counter", ("unmarked", "")),
    ],
)
def test_what_is_harmless_is_done_and_what_is_not_there_is_said_to_be_missing(
    text: str, expected: tuple[str, str]
) -> None:
    assert reason(text, inn(look=LOOKS)) == expected


def test_whoever_is_told_of_a_thing_says_nothing_and_the_thing_is_described() -> None:
    quiet = {"id": "go", "text": "Go home", "next_node": "home"}
    scenario = inn(look=LOOKS, choice={"prompt": "Well?", "options": [quiet]})
    said = ruling(scenario, opened(scenario), Say("ask the innkeeper about the counter"))
    assert "innkeeper" in said.text
    assert said.text.endswith("It is one plank, from a ship.")


def test_whoever_does_not_answer_can_be_spoken_to_by_a_line_of_the_scene() -> None:
    line = {"id": "ask", "text": "Ask the innkeeper for a bed", "next_node": "evening"}
    scenario = inn(choice={"prompt": "Well?", "options": [line]})
    told = ruling(scenario, opened(scenario), Say("complain to the innkeeper about my bed")).text
    assert "“Ask the innkeeper for a bed”" in told
    assert "bed" not in ruling(scenario, opened(scenario), Say("tell the innkeeper a joke")).text


def test_a_line_for_somebody_of_the_same_name_is_not_offered() -> None:
    line = {"id": "ask", "text": "Say good evening to Miss Harm", "next_node": "evening"}
    scenario = inn(choice={"prompt": "Well?", "options": [line]})
    renamed = story(
        npcs={"innkeeper": {"name": "Mrs Harm"}},
        nodes={"evening": yaml.safe_load(INN)["nodes"]["evening"] | {"choice": {"prompt": "Well?", "options": [line]}}},
    )
    assert reason("tell Mrs Harm a joke", renamed)[0] == "person"
    assert scenario.nodes["evening"].options[0].text == line["text"]


def test_whoever_means_something_that_is_not_here_is_told_what_is() -> None:
    assert "the counter" in told_in(inn(look={"counter": "It is one plank, from a ship."}), "take the zeppelin")


def test_a_leap_to_nowhere_is_told_the_ways() -> None:
    assert told_in(story(), "climb up again").endswith("Ways lead to Ferry Landing.")


def told_in(scenario: Scenario, text: str) -> str:
    return ruling(scenario, opened(scenario), Say(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("straighten my tie", ("gesture", "innkeeper")),
        ("take off my boots", ("gesture", "innkeeper")),
        ("hum the national anthem", ("gesture", "innkeeper")),
        ("warm my backside at the counter", ("harmless", "counter")),
        ("take the counter", ("left", "counter")),
        ("plug the counter with my hammer", ("toolless", "")),
        ("tie my handkerchief to the counter", ("toolless", "")),
        ("go back to sleep", ("rested", "")),
        ("ask the innkeeper for a bite of soup", ("listening", "innkeeper")),
        ("carve THANK YOU on the counter", ("unmarked", "counter")),
        ("offer the innkeeper a biscuit", ("ungiven", "innkeeper")),
        ("offer the baker a biscuit", ("absent", "")),
    ],
)
def test_what_is_ones_own_is_no_thing_of_the_scene_and_none_that_is_missing(
    text: str, expected: tuple[str, str]
) -> None:
    assert reason(text, inn(look=LOOKS)) == expected


def test_whoever_the_scene_describes_hears_what_is_said_where_nobody_else_is_here() -> None:
    scenario = inn(look=LOOKS, choice={"prompt": "Well?", "options": [{"id": "go", "text": "Go", "next_node": "home"}]})
    state = opened(scenario)
    state.world.npc_locations = {}
    assert reason("say that it rains", scenario, state) == ("person", "woman")


def test_a_question_about_a_thing_is_answered_by_its_own_text_first() -> None:
    scenario = inn(narrative="The counter is low.", look={"counter": "It is one plank."})
    assert told_in(scenario, "what is the counter made of?").endswith(" It is one plank.")


def test_a_proper_name_with_an_article_keeps_it() -> None:
    scenario = inn(narrative="Over her hatch the Widow stirs.", look={"widow": "An anchor."})
    assert "the Widow" in told_in(scenario, "push the widow").replace("The", "the")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("sit on the counter", "sit down on the counter"),
        ("lie down beside the innkeeper", "lie down beside the innkeeper"),
        ("lean against the counter", "lean against the counter"),
        ("stroke the counter", "stroke the counter"),
        ("clap for the innkeeper", "clap for the innkeeper"),
        ("nod to her", "nod to the innkeeper"),
        ("hold her hand", "hold out a hand to the innkeeper"),
        ("tap the innkeeper on the shoulder", "tap the innkeeper on the shoulder"),
        ("put a hand on his shoulder", "put a hand on the innkeeper's shoulder"),
        ("put my feet up by the counter", "put your feet up by the counter"),
        ("stick my tongue out at the counter", "stick your tongue out at the counter"),
        ("tongue at the counter", "stick your tongue out at the counter"),
        ("have a nap", "shut your eyes"),
        ("sit on the kerb until she is done", "sit down"),
        ("try to stand up straight", "get to your feet"),
        ("take a deep breath", "take a deep breath"),
        ("blow the innkeeper a kiss", "blow a kiss to the innkeeper"),
        ("walk round the counter", "take a few steps round the counter"),
        ("wish the innkeeper a good night", "wish the innkeeper well"),
        ("smell the counter", "smell the counter"),
        ("hug myself", "hug yourself"),
        ("drop to my knees", "kneel down"),
        ("scream that we all drown", "scream"),
        ("put my hands in my pockets", "put your hands in your pockets"),
        ("fold my napkin", "see to your own things"),
        ("throw my cap in the air", "throw your cap in the air"),
    ],
)
def test_what_needs_nothing_is_done_and_told_in_our_own_words(text: str, done: str) -> None:
    assert f" {done}" in told_in(inn(look=LOOKS), text)


def test_a_seat_that_somebody_has_is_only_sat_by() -> None:
    scenario = inn(narrative="The innkeeper sits on the counter.", look=LOOKS)
    assert " sit down by the counter" in told_in(scenario, "sit on the counter")


def test_whoever_is_told_of_as_she_is_no_him() -> None:
    scenario = inn(look=LOOKS | {"innkeeper": "She counts, and is not done."})
    assert reason("nod to him", scenario) == ("gesture", "innkeeper")
    assert reason("nod to her", scenario) == ("greeted", "innkeeper")


def test_of_what_only_the_text_about_another_thing_names_its_own_sentence_is_told() -> None:
    scenario = inn(look={"basin": "Dry, and cracked. It holds one dead geranium."})
    said = told_in(scenario, "touch the geranium")
    assert "the geranium" in said
    assert said.endswith(" It holds one dead geranium.")
    assert "Dry" not in said


def test_whoever_is_asked_about_a_thing_leaves_it_to_the_asker() -> None:
    quiet = {"id": "go", "text": "Go home", "next_node": "home"}
    scenario = inn(look=LOOKS, choice={"prompt": "Well?", "options": [quiet]})
    assert reason("ask the innkeeper about the counter", scenario) == ("topical", "innkeeper")
    said = told_in(scenario, "ask the innkeeper about the counter")
    assert "the counter" in said


def test_a_direction_where_no_way_is_is_told_the_ways() -> None:
    assert told_in(story(), "n").endswith("Ways lead to Ferry Landing.")


def test_what_is_done_for_somebody_with_a_thing_that_is_not_described_is_an_offer() -> None:
    assert reason("bite a thread for her", inn(look=LOOKS)) == ("helped", "innkeeper")


@pytest.mark.parametrize("text", ["thread the needle for her", "offer to carry the counter"])
def test_whoever_offers_to_do_a_thing_lends_a_hand(text: str) -> None:
    assert reason(text, inn(look=LOOKS | {"needle": "Thin."})) == ("helped", "innkeeper")


def test_whoever_is_asked_whether_they_are_hurt_is_not_hurt() -> None:
    assert reason("ask the innkeeper if she is hurt")[0] != "violence"


def test_a_bystander_is_not_what_something_is_done_with() -> None:
    assert "innkeeper" not in told_in(inn(look=LOOKS), "twirl it")
