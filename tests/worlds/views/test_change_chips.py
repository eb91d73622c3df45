from tests.worlds.rules.small_stories import story
from worlds.services.turns.payloads import ChangePayload
from worlds.views.change_chips import Chip, change_chips

STORY = story("""
flags: {lamp_lit: {public: The lamp is lit.}}
items: {oar: {name: the long oar}}
npcs: {keeper: {name: Old Marsh}}
nodes: {gate: {narrative: A gate., options: {go: {next_node: home}}}}
""")


def said(*changes: ChangePayload, time_passed: int = 0) -> list[Chip]:
    return change_chips(changes=changes, time_passed=time_passed, story=STORY)


def test_an_item_taken_and_one_given_up_are_named() -> None:
    taken: ChangePayload = {"path": "character.inventory", "action": "added", "item": "rusty_key", "caused_by": None}
    lost: ChangePayload = {"path": "character.inventory", "action": "removed", "item": "lamp", "caused_by": None}
    assert said(taken, lost) == [Chip("Took the rusty key", "gain"), Chip("Lost the lamp", "loss")]


def test_a_trait_tells_how_far_it_moved_and_which_way() -> None:
    up: ChangePayload = {"path": "character.traits.wisdom", "value": 6, "before": 5, "caused_by": None}
    down: ChangePayload = {"path": "character.relationships.old_keeper", "value": -3, "before": None, "caused_by": None}
    assert said(up, down) == [Chip("Wisdom +1", "gain"), Chip("Old Keeper \u22123", "loss")]


def test_a_trait_whose_name_holds_a_dot_keeps_it() -> None:
    change: ChangePayload = {"path": "character.traits.st.luck", "value": 1, "before": 0, "caused_by": None}
    assert said(change) == [Chip("St.luck +1", "gain")]


def test_flags_and_plans_without_a_line_of_their_author_stay_behind_the_story() -> None:
    flag: ChangePayload = {"path": "character.flags.knows_secret", "value": True, "caused_by": None}
    plan: ChangePayload = {"path": "world.scheduled_events", "action": "added", "item": "the_attack", "caused_by": None}
    assert said(flag, plan) == []


def test_a_flag_with_a_line_of_its_author_tells_it_when_it_is_set() -> None:
    lit: ChangePayload = {"path": "world.flags.lamp_lit", "value": True, "caused_by": None}
    out: ChangePayload = {"path": "world.flags.lamp_lit", "value": False, "caused_by": None}
    assert said(lit) == [Chip("The lamp is lit.")]
    assert said(out) == []


def test_things_and_people_are_called_as_their_author_calls_them() -> None:
    taken: ChangePayload = {"path": "character.inventory", "action": "added", "item": "oar", "caused_by": None}
    liked: ChangePayload = {"path": "character.relationships.keeper", "value": 2, "before": 0, "caused_by": None}
    assert said(taken, liked) == [Chip("Took the long oar", "gain"), Chip("Old Marsh +2", "gain")]


def test_time_comes_last() -> None:
    taken: ChangePayload = {"path": "character.inventory", "action": "added", "item": "oar", "caused_by": None}
    assert said(taken, time_passed=1200)[-1] == Chip("20 minutes passed")


def test_the_same_change_is_said_once() -> None:
    taken: ChangePayload = {"path": "character.inventory", "action": "added", "item": "key", "caused_by": None}
    assert len(said(taken, taken)) == 1
