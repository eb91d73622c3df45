from __future__ import annotations

import pytest

from tests.worlds.scenarios import coat_paths, ice_paths, paths, umbrella_paths
from tests.worlds.scenarios.bundled import FLAGSHIP, FOLDER, MANNERS, MYSTERY, SURVIVAL, TUTORIAL, bundled, walked
from tests.worlds.scenarios.paths import Path
from worlds.rules.checking import check
from worlds.rules.conditions import EventTriggered
from worlds.rules.effects import GainItem
from worlds.rules.feasibility import by_patterns
from worlds.rules.grid import CELLS, tier
from worlds.rules.possible import reachable_tier

WAYS: dict[str, dict[str, Path]] = {
    TUTORIAL: paths.FIRST_LIGHT,
    FLAGSHIP: paths.LOOSE_PARISH,
    MYSTERY: coat_paths.ENDINGS,
    MANNERS: umbrella_paths.ENDINGS,
    SURVIVAL: ice_paths.ENDINGS,
}
BESIDES = {
    FLAGSHIP: paths.LOOSE_PARISH_BESIDES,
    MYSTERY: coat_paths.BESIDES,
    MANNERS: umbrella_paths.BESIDES,
    SURVIVAL: ice_paths.BESIDES,
}
GOLD = {
    TUTORIAL: paths.FIRST_LIGHT_GOLD,
    FLAGSHIP: paths.LOOSE_PARISH_GOLD,
    MYSTERY: coat_paths.GOLD,
    MANNERS: umbrella_paths.GOLD,
    SURVIVAL: ice_paths.GOLD,
}
STORIES = tuple(WAYS)
WORDED = (TUTORIAL, MYSTERY, SURVIVAL)
ENDINGS = [
    *((slug, ending, path) for slug, ways in WAYS.items() for ending, path in ways.items()),
    *((slug, ending, path) for slug, ways in BESIDES.items() for ending, path in ways),
]


@pytest.mark.parametrize("slug", STORIES)
def test_the_checker_finds_nothing_to_say(slug: str) -> None:
    report = check((FOLDER / f"{slug}.yaml").read_bytes(), name=slug)
    assert [str(found) for found in (*report.errors, *report.warnings, *report.infos)] == []


@pytest.mark.parametrize(
    ("node", "stale"),
    [("chapel", "has not spoken"), ("belfry", "there is an empty staple"), ("chain_house", "brown from end to end")],
)
def test_a_scene_that_is_entered_again_says_nothing_that_a_deed_there_makes_untrue(node: str, stale: str) -> None:
    assert stale not in " ".join(bundled(FLAGSHIP).nodes[node].narrative.split())


def test_every_bundled_file_is_one_of_these() -> None:
    assert {file.stem for file in FOLDER.iterdir() if file.is_file()} == set(STORIES)


@pytest.mark.parametrize(("slug", "ending", "path"), ENDINGS)
def test_this_way_leads_to_its_ending(slug: str, ending: str, path: Path) -> None:
    finish = walked(slug, path).after.player.finish
    assert finish is not None
    assert finish.id == ending
    assert finish.type == bundled(slug).endings[ending].type


@pytest.mark.parametrize("slug", STORIES)
def test_a_way_is_known_to_every_ending(slug: str) -> None:
    assert WAYS[slug].keys() == bundled(slug).endings.keys()


@pytest.mark.parametrize("slug", STORIES)
def test_one_game_alone_reaches_gold_and_ends_well(slug: str) -> None:
    player = walked(slug, GOLD[slug]).after.player
    assert set(player.cells) == set(CELLS)
    assert tier(player.cells) == "gold"
    assert player.finish is not None
    assert player.finish.type == "victory"


@pytest.mark.parametrize("slug", STORIES)
def test_gold_is_what_the_lobby_promises(slug: str) -> None:
    assert reachable_tier(bundled(slug)) == "gold"


@pytest.mark.parametrize("path", [paths.FIRST_LIGHT["ending_first_light"], paths.FIRST_LIGHT_WITHOUT_WORDS])
def test_the_tutorial_ends_well_within_ten_turns_with_words_or_without(path: Path) -> None:
    player = walked(TUTORIAL, path).after.player
    assert player.finish is not None
    assert player.finish.type == "victory"
    assert player.turn <= 11  # the story begins at turn 1


def test_the_first_free_text_of_the_tutorial_comes_with_a_hint() -> None:
    prompt = bundled(TUTORIAL).nodes["lane"].prompt
    assert "Try a few plain words" in prompt


@pytest.mark.parametrize(
    ("slug", "node", "option", "hints"),
    [
        (TUTORIAL, "lane", "win_cat", ["offer it fish", "dangle some string", "hum it a song"]),
        (TUTORIAL, "slate", "chalk_word", ["bread", "luck"]),
        (TUTORIAL, "last_lamp", "speak_up", ["ask her about the book", "wish her good morning", "offer to wait"]),
        (FLAGSHIP, "pim_goat", "fetch_goat", ["lie flat", "lay a plank", "hold something out", "slowly"]),
        (FLAGSHIP, "nose", "read_water", ["where it wrinkles", "what is under it", "what it carries", "how fast"]),
        (FLAGSHIP, "shaft", "touch_roots", ["listen", "hold on", "hum", "wait"]),
    ],
)
def test_whoever_takes_a_hint_is_understood(slug: str, node: str, option: str, hints: list[str]) -> None:
    asked = bundled(slug).nodes[node].option(option)
    assert asked is not None
    assert asked.improvisation is not None
    assert {hint: by_patterns(asked.improvisation, hint) for hint in hints} == dict.fromkeys(hints, "discovery")


def test_the_flagship_is_as_large_as_a_world_for_eight_should_be() -> None:
    story = bundled(FLAGSHIP)
    assert len(story.nodes) >= 35
    assert len(story.locations) >= 8
    assert len(story.endings) >= 6
    assert {ending.type for ending in story.endings.values()} == {"victory", "death", "transcendence", "unchanged"}


def test_every_ending_says_by_what_means_and_in_what_tone() -> None:
    for slug in STORIES:
        assert all(ending.method and ending.tone for ending in bundled(slug).endings.values())


@pytest.mark.parametrize("slug", WORDED)
def test_whatever_has_an_id_has_words_for_players(slug: str) -> None:
    story = bundled(slug)
    assert story.author
    assert story.minutes
    assert (FOLDER / story.cover).is_file()
    assert all(ending.title for ending in story.endings.values())
    assert set(story.npc_names) == set(story.opening.npc_locations)
    assert set(story.flag_lines) >= story.world_flags
    assert all(words.name and words.look for words in story.items.values())
    assert set(story.items) >= story.placed_items
    assert all(place.look for place in story.locations.values())


@pytest.mark.parametrize("slug", WORDED)
def test_a_scene_that_leads_back_to_itself_is_not_told_whole_each_time(slug: str) -> None:
    nodes = bundled(slug).nodes
    loops = {node.id for node in nodes.values() if any(option.next_node == node.id for option in node.options)}
    assert loops
    assert {node for node in loops if not nodes[node].again} == set()


def test_the_light_outside_is_told_as_it_is_once_the_sun_is_up() -> None:
    nodes = bundled(TUTORIAL).nodes
    for node in ("doorstep", "lamp_room", "terrace"):
        assert EventTriggered("sunrise") in [variant.when for variant in nodes[node].variants], node


def test_every_placed_item_can_be_taken_in_the_story() -> None:
    story = bundled(FLAGSHIP)
    options = [option for node in story.nodes.values() for option in node.options]
    taken = {effect.item for option in options for effect in option.consequences if isinstance(effect, GainItem)}
    assert story.placed_items <= taken


def test_rude_words_that_say_something_true_get_the_answer_to_what_is_true() -> None:
    step = walked(FLAGSHIP, ("go_out", "see_amble", ("tell_her", "You fool, look at the teapot!")))
    assert step.cell == "discovery"
    assert step.narrative.startswith('"Show me, then," says Mrs Amble')


def test_an_anchor_let_go_over_mud_comes_up_again() -> None:
    early = (*paths.ALL_HANDS, "ask_hands", "heave", "straight_to_pin", "strike_link")
    step = walked(FLAGSHIP, early)
    assert (step.kind, step.cell) == ("blocked", "rebuff")
    assert step.after.player.node == "let_go"
    assert not step.after.world.flags["moored"]


def test_doing_nothing_brings_the_parish_to_the_weir() -> None:
    state = walked(FLAGSHIP, paths.DAWDLE).after
    assert state.player.node == "the_lip"
    assert state.world.triggered == ["shoal", "narrows", "weir_reached"]


def test_an_anchor_that_holds_calls_off_what_was_to_come() -> None:
    state = walked(FLAGSHIP, paths.WIDOW).after
    assert state.world.flags["moored"]
    assert state.world.scheduled == []
