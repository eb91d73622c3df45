"""The survival: what an hour of ice costs, and what one hand's work is worth to the others."""

from __future__ import annotations

import pytest

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.scenarios import ice_paths
from tests.worlds.scenarios.bundled import SURVIVAL, bundled, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.commands import Choose
from worlds.rules.effects import GainItem
from worlds.rules.feasibility import by_patterns
from worlds.rules.offering import Offer, offers
from worlds.rules.opening import begin
from worlds.rules.state import State

AT_THE_COMB = ice_paths.ENDINGS["ending_turned"][:-1]
BETWEEN_THE_LIGHTS = ice_paths.ENDINGS["ending_all_of_it"][:-2]
WORLDS: tuple[Path, ...] = (("get_up",), AT_THE_COMB, BETWEEN_THE_LIGHTS, *ice_paths.ENDINGS.values())


def newcomer(after_others: State, node: str) -> dict[str, Offer]:
    """What a hand who has done nothing yet is offered, in a ship that others have been through."""
    state = begin(bundled(SURVIVAL)).after
    state.player.node = node
    return {
        offer.option.id: offer for offer in offers(bundled(SURVIVAL), State(state.player, after_others.world.copy()))
    }


def lift(path: Path) -> int:
    return walked(SURVIVAL, path).after.world.local["car"].properties["lift"]


def is_free(offer: Offer) -> bool:
    placed = bundled(SURVIVAL).placed_items
    takes = (effect for effect in offer.option.consequences if isinstance(effect, GainItem))
    return not offer.locked and not any(effect.item in placed for effect in takes)


@pytest.mark.parametrize(
    ("node", "option", "said"),
    [
        ("car", "ask_imber", ["where is the gap?", "can we turn back?", "what is wrong with the port engine?"]),
        ("oake", "persuade_oake", ["I'm sorry", "we won't clear the Comb", "you still have your hands"]),
        ("nose", "signal", ["good evening", "who are you", "how high is the gap", "SOS"]),
    ],
)
def test_what_the_prompt_suggests_is_understood(node: str, option: str, said: list[str]) -> None:
    asked = bundled(SURVIVAL).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {words: by_patterns(asked.improvisation, words) for words in said} == dict.fromkeys(said, "discovery")


@pytest.mark.parametrize(
    ("node", "option", "done"),
    [
        ("car", "ask_imber", ["drop the anchor", "smash the lamp", "turn the wheel", "kick the engine"]),
        ("oake", "persuade_oake", ["look at her hands", "sit in the chair", "unbolt the chair", "pat the ram's head"]),
        ("nose", "signal", ["smash the lamp", "put out the light", "eat the ice", "break the window"]),
    ],
)
def test_what_is_done_to_a_thing_is_not_taken_for_something_said(node: str, option: str, done: list[str]) -> None:
    asked = bundled(SURVIVAL).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {words: by_patterns(asked.improvisation, words) for words in done} == dict.fromkeys(done, "limbo")


def test_an_hour_of_ice_costs_three_hundred_feet_and_is_told_each_time() -> None:
    assert (lift(("get_up",)), lift(AT_THE_COMB)) == (4, 1)
    story = bundled(SURVIVAL)
    assert [event.event_id for event in story.opening.scheduled] == ["rime", "port_stops", "tail", "comb", "strike"]
    assert all(event.narrative for event in story.opening.scheduled)


def test_an_engine_that_is_cleared_in_time_does_not_choke() -> None:
    early = walked(SURVIVAL, ("get_up", "to_aft", "to_strut", "clear_early", *("ask_tolley_post",) * 5)).after
    assert "port_stops" not in early.world.triggered
    assert early.world.time > 9000


def test_who_stays_out_until_the_shivering_stops_does_not_come_in() -> None:
    out = ("get_up", "take_mallet", "up_shaft", *("chip_mallet",) * 3)
    warned = walked(SURVIVAL, out)
    assert "You have stopped shivering" in warned.arrival
    finish = walked(SURVIVAL, (*out, "lie_flat")).after.player.finish
    assert finish is not None
    assert finish.type == "death"


def test_the_ram_cannot_be_put_out() -> None:
    step = walked(SURVIVAL, ("get_up", "to_hold", "drag_ram"))
    assert (step.cell, step.after.player.node) == ("rebuff", "hold")


def test_only_who_has_read_the_letter_can_send_what_it_says() -> None:
    found = ("get_up", "to_hold", "sort_comb")
    signalled = ("keep_letter", "leave_hold", "to_nose", ("signal", "any way through?"))
    unread = offers(bundled(SURVIVAL), walked(SURVIVAL, (*found, *signalled)).after)
    read = offers(bundled(SURVIVAL), walked(SURVIVAL, (*found, "read_through", *signalled)).after)
    assert "send_news" not in {offer.option.id for offer in unread}
    assert "send_news" in {offer.option.id for offer in read}


def test_a_letter_is_read_through_its_envelope_in_secret() -> None:
    options = [option for node in bundled(SURVIVAL).nodes.values() for option in node.options]
    assert {option.id for option in options if option.private} == {"read_through"}


@pytest.mark.parametrize("done", WORLDS)
def test_who_comes_late_finds_something_to_do_at_every_node(done: Path) -> None:
    """Also where every placed item is in somebody else's hands."""
    world = walked(SURVIVAL, done).after
    for node in bundled(SURVIVAL).nodes:
        assert [offer for offer in newcomer(world, node).values() if is_free(offer)], node


def test_two_who_divide_the_ship_between_them_go_over_the_top() -> None:
    ship = Party.of(bundled(SURVIVAL), "ann", "bo")
    for choice in ("get_up", "take_mallet", "up_shaft", *("chip_mallet",) * 3, "climb_down"):
        ship.play("ann", choice)
    for choice in ("get_up", "to_hold", "to_oake"):
        ship.play("bo", choice)
    ship.play("bo", Choose("persuade_oake", "please"))
    for choice in ("heave_chair", "leave_hold"):
        ship.play("bo", choice)
    while ship.players["ann"].node != "comb":
        ship.play("ann", "stand_listening")
    ship.play("bo", "stand_listening")
    ship.play("bo", "over")
    assert ship.players["bo"].node == "lee"
    ship.play("bo", "stand_by")
    ship.play("bo", "let_down_anchor")
    assert ship.players["ann"].finish is None
    assert "stand_by" in newcomer(ship.state("ann"), "lee")


@pytest.mark.parametrize(
    ("node", "deed", "path"),
    [
        ("ballast", "pull_cord", ("get_up", "to_ballast", "bare_hands", "pull_cord")),
        ("chair_out", "heave_chair", ("get_up", "to_hold", "to_oake", ("persuade_oake", "please"), "push_now")),
        ("back", "chip_heel", ("get_up", "take_mallet", "up_shaft", *("chip_mallet",) * 3)),
    ],
)
def test_what_weighs_is_put_out_only_once(node: str, deed: str, path: Path) -> None:
    done = walked(SURVIVAL, path).after
    assert deed in newcomer(begin(bundled(SURVIVAL)).after, node)
    assert deed not in newcomer(done, node)


def test_one_who_steps_off_leaves_the_ship_that_much_lighter() -> None:
    keeper = walked(SURVIVAL, ice_paths.ENDINGS["ending_keeper"]).after
    assert keeper.world.local["car"].properties["lift"] == lift(AT_THE_COMB) + 1
    assert "cut_post" in newcomer(keeper, "comb")


@pytest.mark.parametrize("ending", ["ending_turned", "ending_eleven"])
def test_what_one_decides_at_the_comb_is_decided_for_the_ship(ending: str) -> None:
    decided = walked(SURVIVAL, ice_paths.ENDINGS[ending]).after
    assert decided.world.scheduled == []
    assert not {"over", "between", "ask_to_turn", "sit_tight"} & newcomer(decided, "comb").keys()
    assert newcomer(decided, "lee").keys() == (
        {"go_home"} if ending == "ending_turned" else {"stand_by", "lie_in_keel"}
    )
