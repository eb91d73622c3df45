"""Names, lines, looks and texts for a return that are missing, and those that are for nothing."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on
from worlds import limits

DUSK = "event_id: dusk, {}consequences: [{{type: clear_flag, flag: day}}]"
TESTED = "precondition: {type: event_triggered, event_id: dusk}, next_node: home"
LONG = "The yard lies before you in the last of the light. " * 5


def initial_event(told: str) -> str:
    return f"initial_world: {{scheduled_events: [{{trigger_at: 60, {DUSK.format(told)}}}]}}\n" + option(TESTED)


def test_an_event_that_changes_something_and_tells_nothing_is_a_warning() -> None:
    finds(initial_event(""), "warning", "event_untold", "initial_world.scheduled_events[0]")
    assert everything(report_on(initial_event("narrative: It grows dark., "))) == []


def test_an_event_of_a_choice_is_a_warning_too() -> None:
    scheduled = "type: schedule_event, delay: {{amount: 1, unit: hours}}, " + DUSK
    silent = f"consequence: [{{{scheduled.format('')}}}], next_node: home"
    codes = [problem.code for problem in everything(report_on(option(silent)))]
    assert codes == ["event_untold", "event_never_tested"]


def test_an_event_that_changes_nothing_needs_no_word() -> None:
    clock = "initial_world: {scheduled_events: [{trigger_at: 60, event_id: dusk, consequences: []}]}\n"
    assert everything(report_on(clock + option(TESTED))) == []


def flagged(line: str) -> str:
    world = "initial_world: {flags: {lit: false}}\n"
    return (
        world
        + line
        + option(
            "consequence: [{type: set_flag, flag: lit}], next_node: gate, precondition: {type: flag_not_set, flag: lit}"
        )
    )


def test_a_flag_of_the_world_that_nobody_is_told_of_is_a_warning() -> None:
    finds(flagged(""), "warning", "flag_untold", f"{EXTRA}.consequence[0].flag")
    assert everything(report_on(flagged("flags: {lit: {public: The lamp is lit.}}\n"))) == []


def test_a_flag_that_is_set_to_be_told_of_need_not_be_tested() -> None:
    told = "initial_world: {flags: {lit: false}}\nflags: {lit: {public: The lamp is lit.}}\n"
    assert everything(report_on(told + option("consequence: [{type: set_flag, flag: lit}], next_node: home"))) == []


def test_where_others_are_named_whoever_is_called_after_an_id_is_a_hint() -> None:
    things = "initial_character: {inventory: [iron_pin, lamp]}\n"
    finds(things + "items: {lamp: {look: Brass.}}", "info", "no_item_name", "initial_character.inventory[0]")
    assert everything(report_on(things + "items: {iron_pin: {name: pin, look: Iron.}}")) == []
    people = "initial_world: {npc_locations: {old_joss: yard}}\n"
    finds(people + "npcs: {keeper: {name: Marsh}}", "info", "no_npc_name", "initial_world.npc_locations.old_joss")
    assert everything(report_on(people + "npcs: {old_joss: {name: Joss}}")) == []


def test_a_story_that_names_nothing_is_not_asked_for_names() -> None:
    assert everything(report_on("initial_character: {inventory: [rusty_key]}")) == []


def test_an_item_with_words_and_no_look_is_a_warning() -> None:
    finds("items: {lamp: {name: storm lantern}}", "warning", "no_look", "items.lamp")


@pytest.mark.parametrize(
    ("overlay", "path", "advice"),
    [
        ("items: {lmap: {name: lantern, look: Brass.}}", "items.lmap", "did you mean 'lamp'?"),
        ("npcs: {keepr: {name: Marsh}}", "npcs.keepr", "did you mean 'keeper'?"),
        ("flags: {lit: {public: Lit.}}", "flags.lit", "remove it"),
    ],
)
def test_words_for_what_nothing_else_names_are_a_warning(overlay: str, path: str, advice: str) -> None:
    assert finds(overlay, "warning", "unknown_name", path).advice == advice


def hub(about: str) -> str:
    rooms = "\n".join(
        f"  {room}: {{narrative: A room., choice: {{prompt: Now, options: ["
        f"{{id: back, text: Back, cell: chooses, next_node: gate}}, {{id: out, text: Out, cell: avoids, next_node: home}}]}}}}"
        for room in ("one", "two", "three")
    )
    ways = ", ".join(
        f"{{id: {room}, text: Go {room}, cell: chooses, next_node: {room}}}"
        for room in ("hall", "doom", "one", "two", "three")
    )
    return f"nodes:\n  gate: {{narrative: {LONG!r}, {about}choice: {{options: [{ways}]}}}}\n{rooms}"


def test_a_long_scene_that_many_come_back_to_asks_for_a_shorter_text() -> None:
    finds(hub(""), "info", "hub_without_again", "nodes.gate")
    assert everything(report_on(hub("again: The yard., "))) == []


@pytest.mark.parametrize(
    ("overlay", "path"),
    [
        ("nodes: {gate: {again: See the iron_pin.}}", "nodes.gate.again"),
        ("nodes: {gate: {look: {pin: The iron_pin.}}}", "nodes.gate.look.pin"),
        ("nodes: {gate: {variants: [{when: {type: has_item, item: lamp}, text: The iron_pin.}]}}", "nodes.gate.variants[0].text"),
    ],
)  # fmt: skip
def test_an_id_in_any_text_that_players_read_is_a_warning(overlay: str, path: str) -> None:
    named = "initial_character: {inventory: [lamp, iron_pin]}\nitems: {iron_pin: {name: pin, look: Iron.}}\n"
    finds(named + overlay, "warning", "id_in_text", path)


def test_a_variant_of_a_scene_may_be_as_long_as_a_scene_and_one_of_an_option_as_long_as_an_option() -> None:
    when = "when: {type: has_item, item: lamp}"
    long = "a" * (limits.LINE + 1)
    assert everything(report_on(f"nodes: {{gate: {{variants: [{{{when}, text: {long}}}]}}}}")) == []
    finds(
        option(f"next_node: home, variants: [{{{when}, text: {long}}}]"),
        "error", "text_too_long", f"{EXTRA}.variants[0].text",
    )  # fmt: skip
