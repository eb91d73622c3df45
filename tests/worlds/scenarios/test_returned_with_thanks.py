"""The comedy of manners: what may be said, carried and owned up to, and until when."""

from __future__ import annotations

import pytest

from tests.worlds.scenarios import umbrella_paths
from tests.worlds.scenarios.bundled import FOLDER, MANNERS, bundled, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.feasibility import by_patterns
from worlds.rules.offering import Offer, offers

IN: Path = ("ring", "explain")
WITH_THE_UMBRELLA: Path = (*IN, "to_stand", "take_heron", "leave_stand")
FISH: Path = (*IN, *("hall_chair",) * 3, "to_table", "eat_on")


def offered(path: Path) -> dict[str, Offer]:
    return {offer.option.id: offer for offer in offers(bundled(MANNERS), walked(MANNERS, path).after)}


@pytest.mark.parametrize(
    ("node", "option", "said"),
    [
        ("doorstep", "practise", ["good evening", "you left your umbrella", "I am from the library"]),
        ("thirza", "chat", ["the egg", "your niece", "whose house is this?", "the umbrellas"]),
        ("table", "write_note", ["it was on your chair", "meet me outside", "it is going to rain", "she loves you"]),
        ("hester", "ask_other", ["what other thing?", "nobody sent me", "I'm sorry, I don't understand"]),
        (
            "terrace",
            "tell_pell",
            ["it was on your chair", "she left it for you", "I rubbed it out", "go and ring the bell"],
        ),
        ("toast", "stall", ["sing", "faint", "a few words first", "wake the Canon", "drop my glass"]),
        ("toast", "speak_out", ["I found it on a chair", "it was for Mr Pell", "there has been a mistake"]),
    ],
)
def test_what_a_player_would_naturally_say_is_understood(node: str, option: str, said: list[str]) -> None:
    asked = bundled(MANNERS).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {words: by_patterns(asked.improvisation, words) for words in said} == dict.fromkeys(said, "discovery")


def test_what_is_said_of_the_soup_is_not_passed_under_the_table() -> None:
    note = bundled(MANNERS).nodes["table"].option("write_note")
    rehearsal = bundled(MANNERS).nodes["doorstep"].option("practise")
    assert note is not None
    assert rehearsal is not None
    assert note.improvisation is not None
    assert rehearsal.improvisation is not None
    assert by_patterns(note.improvisation, "what is this soup?") == "limbo"
    assert by_patterns(rehearsal.improvisation, "open the umbrella") == "limbo"


def test_a_hand_held_out_for_rain_has_told_mr_pell_nothing() -> None:
    asked = bundled(MANNERS).nodes["terrace"].option("tell_pell")
    assert asked is not None
    assert asked.improvisation is not None
    assert by_patterns(asked.improvisation, "hold out my own hand for rain") == "limbo"
    assert by_patterns(asked.improvisation, "give it to the lady with your own hand") == "discovery"


def test_an_umbrella_can_be_carried_neither_in_to_the_sherry_nor_past_the_maid() -> None:
    seen = offered(WITH_THE_UMBRELLA)
    assert {option for option, offer in seen.items() if offer.locked} == {"to_sherry", "to_pantry"}


def test_the_baize_door_opens_to_whoever_has_asked_a_name_or_carried_a_tray() -> None:
    assert not offered(("ring", "give_hat"))["to_pantry"].locked
    assert not offered((*IN, *("hall_chair",) * 3, "help_trays"))["to_pantry"].locked


def test_one_talks_to_one_side_with_the_soup_and_to_the_other_with_the_fish() -> None:
    assert {"to_hester", "to_canon"} & offered(FISH[:-1]).keys() == {"to_hester"}
    assert {"to_hester", "to_canon"} & offered(FISH).keys() == {"to_canon"}


def test_speaking_across_is_a_rebuff_and_costs_poise() -> None:
    step = walked(MANNERS, (*FISH, "across"))
    assert step.cell == "rebuff"
    assert step.after.player.character.traits["poise"] == 2


def test_a_band_that_is_done_up_again_lets_nobody_die() -> None:
    step = walked(MANNERS, (*IN, "to_stand", "take_heron", "undo_band", "do_up"))
    assert step.cell == "escape"
    assert step.after.player.character.exists


def test_what_is_done_behind_ones_back_is_told_to_nobody_else() -> None:
    options = [option for node in bundled(MANNERS).nodes.values() for option in node.options]
    assert {option.id for option in options if option.private} == {"undo_band", "do_up", "turn_glass", "say_word"}


def test_the_hostess_does_not_wait_for_ten_once_the_umbrella_is_over_the_wall() -> None:
    step = walked(MANNERS, umbrella_paths.ENDINGS["ending_rain"][:-2])
    assert (step.after.player.node, step.cell) == ("toast", "commitment")
    assert step.after.world.time < 22 * 3600


def test_every_hour_of_the_evening_says_that_it_has_come() -> None:
    path = umbrella_paths.ENDINGS["ending_match"]
    told = " ".join(walked(MANNERS, path[:steps]).narrative for steps in range(1, len(path)))
    for hour in ("A gong is struck", "half past eight: fish", "a quarter past nine", "strikes a glass with a spoon"):
        assert told.count(hour) == 1


def test_whoever_comes_back_to_a_scene_reads_fewer_words() -> None:
    first = walked(MANNERS, (*IN, "to_thirza")).narrative
    again = walked(MANNERS, (*IN, "to_thirza", "leave_thirza", "to_thirza")).narrative
    assert "was built for a porter" in first
    assert "was built for a porter" not in again


def test_the_cover_stands_beside_the_story() -> None:
    assert (FOLDER / bundled(MANNERS).cover).is_file()
