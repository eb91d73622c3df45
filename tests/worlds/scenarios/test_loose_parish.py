"""What The Loose Parish tells of places after something has been done there, and of words that look like others."""

from __future__ import annotations

import pytest

from tests.worlds.scenarios import paths
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, bundled, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.effects import SetFlag
from worlds.rules.feasibility import by_patterns
from worlds.rules.offering import offers

CLAPPER: Path = ("go_out", "take_doorstop", "to_chapel", "to_belfry", "hang_clapper", "once_more")
FREED: Path = (*paths.ALL_HANDS, "ask_hands", "heave", "wipe_hands")


def told(path: Path) -> str:
    return " ".join(walked(FLAGSHIP, path).narrative.split())


@pytest.mark.parametrize(
    ("path", "now", "once"),
    [
        (CLAPPER, "has her clapper back", "wrapped the empty staple"),
        ((*CLAPPER, "go_down"), "the whole chapel is humming", "was once taken out"),
        (FREED, "The windlass is free", "never voted a penny for grease"),
        ((*paths.BELL_AND_LAMP, "leave_moving", "to_nose"), "lays its white plank", "a door that sticks"),
        ((*paths.ALL_HANDS, "good_roof", "leave_orders"), "Nobody is standing at the pump", "propped open"),
        ((*paths.DAWDLE[:6], "to_chapel", "leave_moving"), "The sun is on the wrong doors", "filled early"),
        ((*paths.BOOM_BY_HAND, "go_aboard", "to_quiet_chapel"), "for the first time today", "hangs out of true"),
    ],
)
def test_a_place_tells_what_has_become_of_it(path: Path, now: str, once: str) -> None:
    assert now in told(path)
    assert once not in told(path)


@pytest.mark.parametrize(
    ("first", "back"),
    [
        (("go_out",), ("go_out", "to_nose", "leave_moving")),
        (("go_out", "to_landing"), ("go_out", "to_landing", "leave_moving", "to_landing")),
        (("go_out", "to_smokehouse"), ("go_out", "to_smokehouse", "take_oil")),
    ],
)
def test_whoever_comes_back_to_a_place_reads_fewer_words(first: Path, back: Path) -> None:
    assert len(told(back)) < len(told(first))


def test_the_three_blows_of_the_day_are_told_when_they_fall() -> None:
    days = [told(paths.DAWDLE[:steps]) for steps in range(1, len(paths.DAWDLE) + 1)]
    for blow in ("touches the Maiden shoal", "into the Narrows, and begins", "At three o'clock Little Hask comes"):
        assert sum(blow in day for day in days) == 1


def test_a_doorstop_that_hangs_in_a_bell_cannot_be_borrowed_from_a_door() -> None:
    state = walked(FLAGSHIP, (*CLAPPER, "go_down", "leave_moving")).after
    assert "iron_doorstop" not in state.player.character.inventory
    assert "take_doorstop" not in {offer.option.id for offer in offers(bundled(FLAGSHIP), state)}


def test_nothing_is_asked_of_an_old_woman_who_has_gone_down_to_the_landing() -> None:
    at_the_fire = ("go_out", "to_smokehouse", *("bench",) * 14)
    shown = {offer.option.id for offer in offers(bundled(FLAGSHIP), walked(FLAGSHIP, at_the_fire).after)}
    assert "There is nobody under them" in told(at_the_fire)
    assert not shown & {"ask_dorrit", "eat_eel", "render_fat"}


def test_tea_that_is_poured_out_shows_her_the_lean_of_the_table() -> None:
    step = walked(FLAGSHIP, ("go_out", "see_amble", ("tell_her", "pour the tea into her lap")))
    assert step.cell == "discovery"
    assert step.narrative.startswith("It goes into the saucer")


def test_tea_that_is_drunk_is_not_told_as_something_said() -> None:
    step = walked(FLAGSHIP, ("go_out", "see_amble", ("tell_her", "drink her tea")))
    assert step.cell == "discovery"
    assert step.narrative.startswith("You take one mouthful")


def test_to_wake_the_others_is_not_to_look_at_a_wake() -> None:
    asked = bundled(FLAGSHIP).nodes["bunks"].option("read_window")
    assert asked is not None
    assert asked.improvisation is not None
    assert by_patterns(asked.improvisation, "look at the wake") == "discovery"
    assert by_patterns(asked.improvisation, "wake the other reed-cutters") != "discovery"
    assert by_patterns(asked.improvisation, "go outside") != "discovery"


def test_what_becomes_of_the_parish_has_a_line_for_everybody() -> None:
    story = bundled(FLAGSHIP)
    set_here = {
        effect.flag
        for node in story.nodes.values()
        for effect in (*node.on_enter, *(effect for option in node.options for effect in option.consequences))
        if isinstance(effect, SetFlag)
    }
    assert set_here & story.world_flags <= story.flag_lines.keys()


def test_the_cover_stands_beside_the_story() -> None:
    assert (FOLDER / bundled(FLAGSHIP).cover).is_file()
