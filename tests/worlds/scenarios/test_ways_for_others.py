"""The flagship in company: what one player has done, another finds done."""

from __future__ import annotations

import pytest

from tests.worlds.scenarios import paths
from tests.worlds.scenarios.bundled import FLAGSHIP, bundled, newcomer, offered, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.effects import GainItem
from worlds.rules.offering import Offer

RIG_THE_FERRY = paths.OVER_THE_WATER
FREE_THE_WINDLASS = (*paths.ALL_HANDS, "ask_hands", "heave")
OPEN_THE_HATCH = ("go_out", "to_chain_house", "take_maul", "open_hatch")
ENTER_THE_WEIR_HOUSE = (*paths.OVER_THE_WATER, "to_window", "squeeze")
ASK_FOR_A_LIST = (*paths.ALL_HANDS, "ask_list")
LIGHT_THE_LAMP = ("go_out", "to_smokehouse", "take_oil", "leave_moving", "to_nose", "fill_oil")
WORLDS: tuple[Path, ...] = (
    ("go_out",),
    paths.DAWDLE,
    paths.WIDOW,
    paths.BOOM_BY_HAND,
    paths.BELL_AND_LAMP,
    paths.EVERYBODY_OVER,
    paths.LOOSE_PARISH["ending_pawl"],
    paths.LOOSE_PARISH["ending_forty_one"],
)


@pytest.mark.parametrize(
    ("done", "node", "location", "way"),
    [
        (RIG_THE_FERRY, "landing", "landing", "cross"),
        (FREE_THE_WINDLASS, "chain_house", "chain_house", "to_pin"),
        (OPEN_THE_HATCH, "chain_house", "chain_house", "go_down_well"),
        (ENTER_THE_WEIR_HOUSE, "wharf", "wharf", "to_weir_house"),
        (ASK_FOR_A_LIST, "landing", "landing", "to_boats"),
        (paths.ALL_HANDS, "chain_house", "chain_house", "heave"),
        (paths.BELL, "belfry", "chapel", "ring_alone"),
        (paths.BOOM_BY_HAND[:-1], "nose", "nose", "see_boom"),
        (paths.WIDOW, "bunks", "bunkhouse", "go_out_settled"),
    ],
)
def test_what_one_player_did_opens_a_way_for_another(done: Path, node: str, location: str, way: str) -> None:
    untouched = walked(FLAGSHIP, ("blanket",)).after
    assert not is_open(offered(newcomer(untouched, node=node, location=location)).get(way))
    changed = walked(FLAGSHIP, done).after
    assert is_open(offered(newcomer(changed, node=node, location=location)).get(way))


def is_open(offer: Offer | None) -> bool:
    return offer is not None and not offer.locked


def test_bell_and_lamp_make_a_signal_when_two_players_see_to_one_each() -> None:
    lit = walked(FLAGSHIP, LIGHT_THE_LAMP).after
    lit.world.flags["bell_speaks"] = True  # as another player has left it
    assert is_open(offered(newcomer(lit, node="belfry", location="chapel")).get("ring_signal"))


@pytest.mark.parametrize("done", WORLDS)
def test_who_comes_late_finds_something_to_do_at_every_node(done: Path) -> None:
    """Also where every placed item is in somebody else's hands."""
    world = walked(FLAGSHIP, done).after
    for node in bundled(FLAGSHIP).nodes:
        left = [offer for offer in offered(newcomer(world, node=node, location="green")).values() if is_free(offer)]
        assert left, node


def is_free(offer: Offer) -> bool:
    placed = bundled(FLAGSHIP).placed_items
    takes = (effect for effect in offer.option.consequences if isinstance(effect, GainItem))
    return not offer.locked and not any(effect.item in placed for effect in takes)


@pytest.mark.parametrize("ending", ["ending_moored", "ending_boom", "ending_forty_one", "ending_neighbours"])
def test_every_victory_can_be_had_with_empty_hands(ending: str) -> None:
    """Somebody may have taken everything that lies about before the others get up."""
    story = bundled(FLAGSHIP)
    path = paths.LOOSE_PARISH[ending]
    chosen = {stride if isinstance(stride, str) else stride[0] for stride in path}
    options = [option for node in story.nodes.values() for option in node.options if option.id in chosen]
    taken = {effect.item for option in options for effect in option.consequences if isinstance(effect, GainItem)}
    assert not taken & story.placed_items


def test_a_late_riser_finds_the_parish_hanging_or_held() -> None:
    hanging = newcomer(walked(FLAGSHIP, paths.DAWDLE).after, node="bunks", location="bunkhouse")
    assert "go_out_tilted" in offered(hanging)
    assert "go_out" not in offered(hanging)
    held = newcomer(walked(FLAGSHIP, paths.WIDOW).after, node="bunks", location="bunkhouse")
    assert "go_out_settled" in offered(held)
    assert "read_window" not in offered(held)


def test_one_who_gives_their_arm_saves_the_others_too() -> None:
    state = walked(FLAGSHIP, paths.LOOSE_PARISH["ending_pawl"]).after
    assert state.player.character.fate == "died"
    assert "to_boats" not in offered(newcomer(state, node="landing", location="landing"))
    assert "leave_settled" in offered(newcomer(state, node="landing", location="landing"))
