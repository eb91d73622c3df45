from __future__ import annotations

import pytest

from tests.worlds.rules.small_stories import started, story
from worlds.rules.barring import barred
from worlds.rules.conditions import (
    CONDITIONS,
    AllOf,
    AnyOf,
    AtLocation,
    Condition,
    EnvironmentIs,
    EnvironmentMaximum,
    EnvironmentMinimum,
    EventNotTriggered,
    EventTriggered,
    FlagNotSet,
    FlagSet,
    HasItem,
    LocationFlagNotSet,
    LocationFlagSet,
    LocationPropertyMaximum,
    LocationPropertyMinimum,
    MissingItem,
    NoneOf,
    NpcAtLocation,
    NpcNotAtLocation,
    RelationshipMinimum,
    TimeElapsedMaximum,
    TimeElapsedMinimum,
    TraitMaximum,
    TraitMinimum,
)
from worlds.rules.situation import Situation
from worlds.rules.texts import SOMETHING, bonus, humanise, inside_sentence, npc_name, the_item

SCENARIO = story("""
initial_character: {inventory: [lamp], flags: {bold: true}}
initial_world:
  npc_locations: {keeper: yard}
  locations: [{id: yard, name: Old Yard}, {id: cave, name: Cave of Echoes}]
nodes: {start: {}}
""")

REASONS: list[tuple[Condition, str]] = [
    (HasItem("rusty_sword"), "You would need the rusty sword, and you do not have it."),
    (MissingItem("lamp"), "The lamp that you carry is in the way."),
    (TraitMinimum("courage", 9), "Your courage is not up to this: it stands at 5, and 9 is needed."),
    (TraitMaximum("courage", 2), "Your courage stands in your way: it is 5, and more than 2 is too much."),
    (RelationshipMinimum("old_keeper", 9), "Old Keeper does not think enough of you for that. Not yet."),
    (AtLocation("cave"), "This is not the place for it. You would have to be at Cave of Echoes."),
    (LocationFlagSet("cave", "lit"), "Not as things stand at Cave of Echoes."),
    (LocationFlagNotSet("current", "lit"), "Not as things stand at Old Yard."),
    (LocationPropertyMinimum("cave", "water_level", 3), "The water level at Cave of Echoes is too low for that."),
    (LocationPropertyMaximum("moon_base", "dust", -1), "The dust at Moon Base is too high for that."),
    (EnvironmentIs("light", "dim"), "The light at Old Yard does not allow it."),
    (EnvironmentMinimum("light", 3), "The light at Old Yard does not allow it."),
    (EnvironmentMaximum("light", 3, "cave"), "The light at Cave of Echoes does not allow it."),
    (NpcAtLocation("keeper", "cave"), "Keeper is not at Cave of Echoes."),
    (NpcNotAtLocation("keeper", "current"), "Not while Keeper is at Old Yard."),
    (TimeElapsedMinimum(2, "hours"), "It is too early for that. Something has to happen first."),
    (TimeElapsedMaximum(-1, "hours"), "It is too late for that. The moment has passed."),
    (EventTriggered("dawn"), "It is too early for that. Something has to happen first."),
    (EventNotTriggered("dawn"), "It is too late for that. The moment has passed."),
    (AllOf((FlagSet("bold"), HasItem("rope"), HasItem("axe"))), "You would need the rope, and you do not have it."),
    (FlagSet("shy"), SOMETHING),
    (FlagNotSet("bold"), SOMETHING),
    (AnyOf((HasItem("rope"), HasItem("axe"))), SOMETHING),
    (NoneOf((HasItem("lamp"),)), SOMETHING),
]


@pytest.mark.parametrize(("condition", "reason"), REASONS)
def test_a_closed_way_says_in_plain_words_what_is_missing(condition: Condition, reason: str) -> None:
    assert barred(condition, Situation(SCENARIO, started(SCENARIO))) == reason


def test_every_type_of_condition_has_its_words() -> None:
    assert {type(condition) for condition, _ in REASONS} == set(CONDITIONS.values())


@pytest.mark.parametrize(
    ("name", "words"),
    [("rusty_sword", "rusty sword"), ("well-kept_lawn", "well kept lawn"), ("Élan", "Élan"), ("__", "__")],
)
def test_an_id_reads_like_words(name: str, words: str) -> None:
    assert humanise(name) == words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("storm lantern", "the storm lantern"),
        ("The Lantern", "the Lantern"),
        ("a quince", "a quince"),
        ("Tobit's note", "Tobit's note"),
        ("Miss Tarrow's umbrella", "Miss Tarrow's umbrella"),
    ],
)
def test_an_item_with_an_owner_or_an_article_needs_no_other(name: str, said: str) -> None:
    scenario = story(f'items: {{thing: {{name: "{name}"}}}}\nnodes: {{start: {{}}}}')
    assert the_item(scenario, "thing") == said


def test_a_persons_id_reads_like_a_name() -> None:
    assert npc_name("old_keeper") == "Old Keeper"


def test_the_bonus_takes_what_the_scene_has() -> None:
    def suggested(world: str, pockets: str) -> str:
        scenario = story(f"""
initial_character: {{inventory: [{pockets}]}}
initial_world: {{locations: [{{id: yard, name: Old Yard, items: [{world}]}}]}}
nodes: {{start: {{}}}}
""")
        return bonus(Situation(scenario, started(scenario)))

    assert suggested("gold_coin", "lamp") == "Try to put the gold coin to an unexpected use"
    assert suggested("", "lamp") == "Try to put the lamp to an unexpected use"
    assert suggested("", "") == "Try something unexpected at Old Yard"


@pytest.mark.parametrize(
    ("name", "inside"),
    [("The green", "the green"), ("A Shed", "a Shed"), ("An inn", "an inn"), ("Theatre", "Theatre"), ("The", "The"), ("", "")],
)  # fmt: skip
def test_an_article_is_small_inside_a_sentence(name: str, inside: str) -> None:
    assert inside_sentence(name) == inside


def test_a_sentence_of_ours_names_a_place_with_its_article() -> None:
    meadow = story("""
    initial_world: {locations: [{id: yard, name: The Old Yard}]}
    nodes: {start: {}}
    """)
    assert bonus(Situation(meadow, started(meadow))) == "Try something unexpected at the Old Yard"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "the iron pin"),
        ("storm lantern", "the storm lantern"),
        ("The bell", "the bell"),
        ("a crock of fat", "a crock of fat"),
        ("your hat", "your hat"),
        ("Ansa's map", "Ansa's map"),
        ("Miss Tarrow\u2019s umbrella", "Miss Tarrow\u2019s umbrella"),
        ("WEIR key", "the WEIR key"),
        ("old baker's hat", "the old baker's hat"),
    ],
)
def test_an_item_stands_in_a_sentence_with_an_article_or_its_owner(name: str, told: str) -> None:
    named = story(f"items: {{iron_pin: {{name: {name!r}}}}}\nnodes: {{start: {{}}}}")
    assert the_item(named, "iron_pin") == told
