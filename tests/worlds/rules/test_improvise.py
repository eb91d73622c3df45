from __future__ import annotations

import pytest

from tests.worlds.rules.asking import ASKING
from tests.worlds.rules.small_stories import after, started, story
from worlds.rules.commands import Choose
from worlds.rules.rulings import Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.turns import play


@pytest.fixture(name="asking")
def _asking() -> Scenario:
    return story(ASKING)


def test_an_improvise_option_asks_for_words_and_does_nothing_else(asking: Scenario) -> None:
    step = after(asking, "ask")
    assert (step.kind, step.cell, step.narrative, step.option_id) == ("prompt", None, "The keeper looks up.", "ask")
    assert step.after is step.before


@pytest.mark.parametrize("text", [None, "", "  \n "])
def test_an_improvise_option_asks_again_when_the_words_are_empty(asking: Scenario, text: str | None) -> None:
    assert after(asking, Choose("ask", text)).kind == "prompt"


def test_an_improvise_option_leads_on_when_the_words_are_permitted(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "May I borrow the LANTERN?"))
    player = step.after.player
    assert (step.kind, step.cell, player.node, player.turn) == ("improvised", "discovery", "trust", 2)
    assert step.narrative.endswith("The keeper smiles.")
    assert player.character.flags == {"improv_ask": True}
    assert len(player.history) == 1


def test_an_improvise_option_applies_its_own_list_and_then_its_time(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "please"))
    assert step.time_passed == 3600 + 15 * 60
    assert step.after.player.character.traits == {"courage": 6}
    assert [change.path for change in step.changes] == [
        "world.time",
        "character.traits.courage",
        "character.flags.improv_ask",
        "character.history",
        "world.time",
    ]


def test_an_improvise_option_permits_win_over_blocks(asking: Scenario) -> None:
    assert after(asking, Choose("ask", "please, now")).cell == "discovery"


def test_an_improvise_option_stays_in_limbo_otherwise_at_the_price_of_the_list_and_a_moment(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "hm"))
    player = step.after.player
    assert (step.cell, step.narrative) == ("limbo", "The keeper waits for a real question.")
    assert (player.node, player.turn, player.scene, player.beat) == (
        "start",
        1,
        2,
        1,
    )  # an hour passed: a new scene
    assert (step.time_passed, player.character.flags, player.history) == (3600 + 5 * 60, {}, [])


def test_an_improvise_option_can_be_answered_again_and_again(asking: Scenario) -> None:
    step = after(asking, *[Choose("ask", "hm")] * 3)
    assert step.after.player.character.traits == {"courage": 8}


def test_an_improvise_option_falls_to_constraint_when_the_way_it_opens_is_barred(asking: Scenario) -> None:
    step = after(asking, Choose("ask", "now!"))
    player = step.after.player
    assert (step.kind, step.cell, player.node) == ("blocked", "constraint", "start")
    assert (player.turn, player.scene, player.beat) == (1, 1, 1)
    assert step.narrative.endswith("She turns away.")


def test_an_improvise_option_answers_in_an_authors_words_where_there_are_some(asking: Scenario) -> None:
    assert after(asking, Choose("ask", "your grandmother?")).narrative == "She was a keeper too."


def test_an_improvise_option_keeps_its_authors_verdict_whatever_a_narrator_rules(asking: Scenario) -> None:
    step = play(asking, started(asking), Choose("ask", "hm"), Ruling("discovery", (), "She nods.", "test", "1"))
    assert (step.cell, step.narrative, step.after.player.node) == ("limbo", "She nods.", "start")
