"""The mystery in company: what one attendant knows, holds and does, and what that leaves for the others."""

from __future__ import annotations

import pytest

from tests.worlds.rules.shared_play.party import Party
from tests.worlds.scenarios import coat_paths
from tests.worlds.scenarios.bundled import MYSTERY, bundled, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.commands import Choose
from worlds.rules.effects import GainItem
from worlds.rules.feasibility import by_patterns
from worlds.rules.offering import Offer, offers
from worlds.rules.opening import begin
from worlds.rules.state import State
from worlds.rules.turns import play

LEDGER_READ = ("pick_up", "take_ledger")
COAT_TAKEN = ("see_coat", "take_coat")
TO_THE_LOFT = ("run_after", "take_pass_key", "pass_door", "to_loft")
WORLDS: tuple[Path, ...] = (
    ("run_after",),
    (*COAT_TAKEN, "pockets"),
    *coat_paths.ENDINGS.values(),
)


def offered(path: Path) -> dict[str, Offer]:
    return {offer.option.id: offer for offer in offers(bundled(MYSTERY), walked(MYSTERY, path).after)}


def arrived(after_others: State, node: str, location: str) -> State:
    """An attendant who has done nothing yet, in a house that others have been through."""
    state = begin(bundled(MYSTERY)).after
    state.player.node, state.player.location = node, location
    return State(state.player, after_others.world.copy())


def newcomer(after_others: State, node: str, location: str) -> dict[str, Offer]:
    story = bundled(MYSTERY)
    return {offer.option.id: offer for offer in offers(story, arrived(after_others, node, location))}


@pytest.mark.parametrize(
    ("node", "option", "said"),
    [
        ("page", "say_etc", ["a baby", "it was Etty", "a child, asleep"]),
        (
            "wardrobe",
            "put_it_to_her",
            ["was there a baby in it?", "who was Hannah Dace?", "why did you never sell it?"],
        ),
        (
            "understage",
            "speak_to_prompt",
            [
                "Hannah",
                "Miss Dace?",
                "what is your name?",
                "I have the ticket",
                "the coat?",
                "your coat is on its peg",
                "you left a ticket",
            ],
        ),
        ("box", "ask_stroud", ["what did your wife say?", "what was her name?", "did she have a baby?"]),
        ("in_the_box", "give_line", ["farewell, my love", "O bricks", "how cold it is in here"]),
    ],
)
def test_what_a_player_has_found_out_may_be_said_in_plain_words(node: str, option: str, said: list[str]) -> None:
    asked = bundled(MYSTERY).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {words: by_patterns(asked.improvisation, words) for words in said} == dict.fromkeys(said, "discovery")


@pytest.mark.parametrize(
    ("node", "option", "done"),
    [
        ("page", "say_etc", ["is somebody there?", "where is Etty?", "turn the page"]),
        ("wardrobe", "put_it_to_her", ["look at the boots", "touch the thimble"]),
        ("understage", "speak_to_prompt", ["look at the ticket", "drop the glove", "read the letter"]),
        ("box", "ask_stroud", ["look at his socks", "give him the coat"]),
    ],
)
def test_a_deed_with_a_thing_is_not_heard_as_a_word_about_it(node: str, option: str, done: list[str]) -> None:
    asked = bundled(MYSTERY).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {deed: by_patterns(asked.improvisation, deed) for deed in done} == dict.fromkeys(done, "limbo")


def test_the_right_answer_may_be_told_to_another_who_has_seen_nothing() -> None:
    """Who hears the name from a friend needs neither the ledger nor the pay book to use it."""
    way = ("run_after", "go_round", "knock", "to_understage", ("speak_to_prompt", "Hannah Dace?"))
    assert walked(MYSTERY, way).after.player.node == "prompt_answers"


def test_what_is_found_in_secret_is_told_to_nobody_else() -> None:
    options = [option for node in bundled(MYSTERY).nodes.values() for option in node.options]
    assert {option.id for option in options if option.private} == {"pockets", "pay_book", "sell_coat", "ask_short_for"}


def test_the_boy_can_be_told_only_by_someone_who_knows() -> None:
    assert "tell_etty" not in offered(TO_THE_LOFT)
    assert "tell_etty" in offered(
        (*LEDGER_READ, "keep_ledger", "out_to_foyer", "take_pass_key", "pass_door", "to_loft")
    )


def test_only_who_holds_the_coat_can_go_through_its_pockets() -> None:
    taken = walked(MYSTERY, COAT_TAKEN).after
    assert "pockets" in offered(COAT_TAKEN)
    assert not {"pockets", "turn_sleeve"} & newcomer(taken, "coat", "cloakroom").keys()


def test_a_door_that_one_has_hooked_open_is_open_to_all() -> None:
    opened = walked(MYSTERY, ("run_after", "take_pass_key", "pass_door")).after
    shut = walked(MYSTERY, ("run_after",)).after
    tries = [play(bundled(MYSTERY), arrived(state, "foyer", "foyer"), Choose("pass_door")) for state in (shut, opened)]
    assert [(step.cell, step.after.player.node) for step in tries] == [("rebuff", "foyer"), ("triumph", "backstage")]


def test_nobody_climbs_to_the_thunder_during_the_storm() -> None:
    waited = ("run_after", "take_pass_key", "pass_door", *("watch_wall",) * 2, "back_to_foyer", *("read_bill",) * 3)
    assert offered((*waited, "pass_door"))["to_loft"].locked
    assert not offered((*waited, "read_bill", "pass_door"))["to_loft"].locked


def test_a_coat_that_one_has_sold_can_be_fetched_back_by_another() -> None:
    sold = walked(MYSTERY, coat_paths.ENDINGS["ending_sold"]).after
    assert not newcomer(sold, "box", "box")["fetch_back"].locked


def test_who_was_told_in_time_is_served_after_the_curtain() -> None:
    told = walked(MYSTERY, (*coat_paths.ENDINGS["ending_collected"][:-2],)).after
    assert "serve_her" in newcomer(told, "rush", "cloakroom")
    assert "only_coats" not in newcomer(told, "rush", "cloakroom")


@pytest.mark.parametrize("done", WORLDS)
def test_who_comes_late_finds_something_to_do_at_every_node(done: Path) -> None:
    """Also where every placed item is in somebody else's hands."""
    world = walked(MYSTERY, done).after
    for node in bundled(MYSTERY).nodes:
        left = [offer for offer in newcomer(world, node, "foyer").values() if is_free(offer)]
        assert left, node


def is_free(offer: Offer) -> bool:
    placed = bundled(MYSTERY).placed_items
    takes = (effect for effect in offer.option.consequences if isinstance(effect, GainItem))
    return not offer.locked and not any(effect.item in placed for effect in takes)


def test_two_who_share_what_they_know_bring_it_to_its_end() -> None:
    house = Party.of(bundled(MYSTERY), "ann", "bo")
    for choice in ("pick_up", "take_ledger", "keep_ledger"):
        house.play("ann", choice)
    for choice in ("run_after", "take_pass_key", "pass_door", "to_loft"):
        house.play("bo", choice)
    assert "tell_etty" not in house.seen["bo"]
    house.play("bo", "down_ladder")
    house.play("bo", "to_understage")
    house.play("bo", Choose("speak_to_prompt", "H. Dace?"))  # as Ann has read it out
    for choice in ("go_and_ask", "to_loft", "tell_etty", "go_after"):
        house.play("bo", choice)
    assert "give_etty_ticket" not in house.seen["bo"]  # Ann has it
    for choice in ("out_to_foyer", "pass_door", "to_understage", "go_to_them", "give_etty_ticket"):
        house.play("ann", choice)
    house.play("bo", "stand_back")
    finishes = [player.finish.id if player.finish else None for player in house.players.values()]
    assert finishes == ["ending_collected", "ending_collected"]


def test_only_the_first_at_the_counter_gets_the_ticket() -> None:
    house = Party.of(bundled(MYSTERY), "ann", "bo")
    house.play("ann", "pick_up")
    late = house.play("bo", "pick_up")
    assert (late.kind, late.cell) == ("refused", "rebuff")


def test_one_who_takes_the_box_sends_the_mother_up_and_ends_nobody_elses_evening() -> None:
    house = Party.of(bundled(MYSTERY), "ann", "bo")
    for choice in (
        "run_after",
        "take_glove",
        "take_pass_key",
        "pass_door",
        "to_understage",
        "give_glove",
        "take_the_box",
    ):
        house.play("ann", choice)
    for choice in ("run_after", "pass_door"):
        house.play("bo", choice)
    assert house.play("bo", "to_loft").arrival.startswith("Two people are sitting with their legs in the trough")
    assert not {"to_understage", "tell_etty"} & house.seen["bo"]
    house.play("ann", "turn_the_page")
    assert house.players["bo"].finish is None
