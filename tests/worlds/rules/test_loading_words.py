"""Names, public lines, looks, variants and the rest that the format was given later."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.worlds.rules.files import EXTRA, QUIET, everything, option, report_on, spoiled
from worlds.rules.conditions import AllOf, FlagSet, HasItem
from worlds.rules.effects import ScheduleEvent
from worlds.rules.loading import content_of, load_scenario, scenario_from
from worlds.rules.scenario import ItemWords, Scenario, Variant

WORDED = """
author: Ada Lovelace
cover: quiet-story.svg
minutes: 15
content_notes: [drowning, " a quarrel "]
flags: {lamp_lit: {public: The lamp is lit.}, secret: {}}
items: {lamp: {name: storm lantern, look: Brass., public: The lantern is gone., take: true}, rope: {}}
npcs: {keeper: {name: Old Marsh}}
"""


def loaded(overlay: str) -> Scenario:
    return load_scenario(spoiled(overlay), name="quiet")


def errors(overlay: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in report_on(overlay).errors]


def test_a_file_without_the_later_keys_has_none_of_what_they_say() -> None:
    scenario = loaded("{}")
    assert (scenario.author, scenario.cover, scenario.minutes, scenario.content_notes) == ("", "", None, ())
    assert (scenario.flag_lines, scenario.items, scenario.npc_names, scenario.event_lines) == ({}, {}, {}, {})
    node, place = scenario.nodes["gate"], scenario.locations["yard"]
    assert (node.again, node.variants, node.look, place.look, place.variants) == ("", (), {}, {}, ())
    assert (node.options[0].variants, node.options[0].private) == ((), False)
    assert scenario.endings["home"].title == ""


def test_a_scenario_tells_its_author_length_notes_and_names() -> None:
    scenario = loaded(WORDED)
    assert (scenario.author, scenario.cover, scenario.minutes) == ("Ada Lovelace", "quiet-story.svg", 15)
    assert scenario.content_notes == ("drowning", "a quarrel")
    assert scenario.flag_lines == {"lamp_lit": "The lamp is lit."}
    assert scenario.items["lamp"] == ItemWords("storm lantern", "Brass.", "The lantern is gone.", take=True)
    assert scenario.items["rope"] == ItemWords()
    assert scenario.npc_names == {"keeper": "Old Marsh"}


def test_a_node_has_words_for_a_return_for_what_changed_and_for_its_things() -> None:
    node = loaded("""
nodes:
  gate:
    again: The gate again.
    variants:
      - {when: {type: has_item, item: lamp}, text: The gate gleams.}
      - {when: [{type: flag_set, flag: open}, {type: flag_set, flag: late}], text: It stands open.}
    look: {Gate: Iron., flag: It hangs limp. Nobody salutes.}
""").nodes["gate"]
    assert node.again == "The gate again."
    assert node.variants == (
        Variant(HasItem("lamp"), "The gate gleams."),
        Variant(AllOf((FlagSet("open"), FlagSet("late"))), "It stands open."),
    )
    assert node.look == {"gate": "Iron.", "flag": "It hangs limp. Nobody salutes."}


def test_places_options_and_endings_have_their_later_keys_too() -> None:
    lit = "{when: {type: has_item, item: lamp}, text: Lit.}"
    place = f"{{id: yard, name: Yard, connections: [wood], look: {{well: Deep.}}, variants: [{lit}]}}"
    wood = "{id: wood, name: Wood, connections: [yard]}"
    scenario = loaded(f"initial_world: {{locations: [{place}, {wood}]}}\nendings: {{home: {{title: Home at last}}}}")
    assert scenario.locations["yard"].look == {"well": "Deep."}
    assert scenario.locations["yard"].variants == (Variant(HasItem("lamp"), "Lit."),)
    assert scenario.endings["home"].title == "Home at last"
    extra = loaded(option(f"next_node: home, private: true, variants: [{lit}]")).nodes["gate"].options[2]
    assert (extra.private, extra.variants) == (True, (Variant(HasItem("lamp"), "Lit."),))


def test_what_an_event_tells_is_kept_by_the_key_of_what_it_does() -> None:
    told = "{type: schedule_event, event_id: dusk, delay: {amount: 1, unit: hours}, narrative: It grows dark.}"
    scenario = loaded(
        option(f"next_node: home, consequence: [{told}]")
        + "initial_world: {scheduled_events: [{event_id: dawn, trigger_at: 9, narrative: It grows light.}]}"
    )
    (scheduled,) = scenario.nodes["gate"].options[2].consequences
    assert isinstance(scheduled, ScheduleEvent)
    assert scheduled.narrative == scenario.event_lines[scheduled.schedule] == "It grows dark."
    (dawn,) = scenario.opening.scheduled
    assert dawn.narrative == scenario.event_lines[dawn.schedule] == "It grows light."


def test_an_event_that_tells_something_else_has_another_key() -> None:
    def key(more: str) -> str:
        return (
            loaded(f"initial_world: {{scheduled_events: [{{event_id: dawn, trigger_at: 9{more}}}]}}")
            .opening.scheduled[0]
            .schedule
        )

    assert len({key(""), key(", narrative: Light."), key(", narrative: Dark.")}) == 3
    assert key(", narrative: ''") == key("")


@pytest.mark.parametrize(
    ("overlay", "code", "path"),
    [
        ("cover: http://example.org/a.png", "bad_cover", "cover"),
        ("cover: ../a.png", "bad_cover", "cover"),
        ("cover: a..png", "bad_cover", "cover"),
        ("cover: .png", "bad_cover", "cover"),
        ("cover: a/b.png", "bad_cover", "cover"),
        ("cover: a.gif", "bad_cover", "cover"),
        ("access: friends", "bad_access", "access"),
        ("access: [open]", "wrong_type", "access"),
        ("minutes: 0", "bad_minutes", "minutes"),
        ("minutes: soon", "not_a_number", "minutes"),
        ("content_notes: storms", "wrong_type", "content_notes"),
        ("content_notes: ['']", "bad_note", "content_notes[0]"),
        ("items: {lamp: bright}", "wrong_type", "items.lamp"),
        ("items: {lamp: {take: maybe}}", "wrong_type", "items.lamp.take"),
        ("items: {a.b: {name: lamp}}", "dotted_id", "items.a.b"),
        ("npcs: {a.b: {name: Ann}}", "dotted_id", "npcs.a.b"),
        ("nodes: {gate: {look: [door]}}", "wrong_type", "nodes.gate.look"),
        ("nodes: {gate: {variants: [{text: Lit.}]}}", "missing_key", "nodes.gate.variants[0].when"),
        (option("next_node: home, private: often"), "wrong_type", f"{EXTRA}.private"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_refuses_a_file(overlay: str, code: str, path: str) -> None:
    assert (code, path) in errors(overlay)


def test_a_slip_in_a_later_key_is_a_warning_with_a_suggestion() -> None:
    (found,) = [
        problem for problem in everything(report_on("items: {lamp: {nam: A lamp}}")) if problem.code == "unknown_key"
    ]
    assert (found.severity, found.path, found.advice) == ("warning", "items.lamp.nam", "did you mean 'name'?")


def test_content_that_was_stored_before_the_keys_had_a_meaning_still_loads() -> None:
    content: dict[str, Any] = content_of(QUIET.encode(), name="quiet")
    odd: dict[str, Any] = {
        "author": {"of": 5},
        "cover": "../x",
        "minutes": -1,
        "items": [3],
        "flags": {"a": 1},
        "content_notes": 4,
    }
    node = {**content["nodes"]["gate"], "look": 3, "again": [], "variants": [{}, {"when": {"type": "no_such"}}]}
    scenario = scenario_from({**content, **odd, "nodes": {**content["nodes"], "gate": node}}, name="quiet")
    assert (scenario.author, scenario.cover, scenario.minutes, scenario.nodes["gate"].look) == ("", "", None, {})


def test_content_keeps_the_later_keys() -> None:
    source = yaml.safe_dump({**yaml.safe_load(QUIET), **yaml.safe_load(WORDED)}).encode()
    assert scenario_from(content_of(source, name="quiet"), name="quiet") == load_scenario(source, name="quiet")


def test_nouns_are_in_the_language_of_the_story_and_all_other_keys_are_plain() -> None:
    greek = "nodes: {gate: {look: {\u03a0\u03cc\u03c1\u03c4\u03b1: Iron., Tu\u0308r: Oak.}}}"
    scenario = loaded(greek)
    assert scenario.nodes["gate"].look == {"\u03c0\u03cc\u03c1\u03c4\u03b1": "Iron.", "t\u00fcr": "Oak."}
    content = content_of(spoiled(greek), name="quiet")
    assert scenario_from(content, name="quiet") == scenario
    assert ("bad_key", "nodes") in errors("nodes: {t\u00fcr: {narrative: Oak.}}")
    assert ("bad_key", "nodes.gate.look.wall") in errors("nodes: {gate: {look: {wall: {t\u00fcr: Oak.}}}}")
