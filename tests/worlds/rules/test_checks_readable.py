"""Section 13 of the rules of play: texts that are there and show nothing."""

from __future__ import annotations

import pytest

from tests.worlds.rules.files import EXTRA, everything, finds, option, report_on, spoiled
from worlds.rules.additions import NewOption
from worlds.rules.loading import content_of, scenario_from
from worlds.rules.rebuilding import Placed, rebuild

UNSEEN = [
    '""', '"  "', r'"\u200b"', r'"\u3164"', r'"\u2800"', r'"\u00ad \u2060"', r'"\u0301"', r'"\u202e\u00a0"', r'"\ue000"',
]  # fmt: skip


@pytest.mark.parametrize("blank", UNSEEN)
def test_an_option_whose_text_shows_nothing_is_an_error(blank: str) -> None:
    finds(option(f"next_node: home, text: {blank}"), "error", "blank_text", f"{EXTRA}.text")


@pytest.mark.parametrize("seen", ['"..."', '"?"', '"\U0001f525"', '"0"', r'"\u0915\u093f"', '"010"'])
def test_an_option_that_shows_a_single_sign_is_none(seen: str) -> None:
    assert everything(report_on(option(f"next_node: home, text: {seen}"))) == []


@pytest.mark.parametrize("blank", UNSEEN)
@pytest.mark.parametrize(
    ("overlay", "path"),
    [
        ("name: {}", "name"),
        ("initial_character: {{name: {}}}", "initial_character.name"),
        ("nodes: {{hall: {{title: {}}}}}", "nodes.hall.title"),
        ("nodes: {{hall: {{narrative: {}}}}}", "nodes.hall.narrative"),
        ("nodes: {{hall: {{choice: {{prompt: {}}}}}}}", "nodes.hall.choice.prompt"),
        ("endings: {{home: {{narrative: {}}}}}", "endings.home.narrative"),
        ("initial_world: {{locations: [{{id: yard, name: {}}}]}}", "initial_world.locations[0].name"),
    ],
)
def test_a_title_a_prompt_a_name_or_a_telling_that_shows_nothing_is_an_error(
    overlay: str, path: str, blank: str
) -> None:
    finds(overlay.format(blank), "error", "blank_text", path)


@pytest.mark.parametrize("key", ["theme", "limbo_fallback"])
def test_a_topic_or_a_fallback_that_shows_nothing_is_an_error(key: str) -> None:
    overlay = option(f'cell: null, next: improvise, improvise_context: {{{key}: "\\u200b"}}')
    finds(overlay, "error", "blank_text", f"{EXTRA}.improvise_context.{key}")


def test_an_optional_text_may_be_empty_but_not_invisible() -> None:
    assert everything(report_on(option('next_node: home, narrative: ""') + 'description: " "\n')) == []
    finds(option(r'next_node: home, narrative: "\u200b"'), "error", "blank_text", f"{EXTRA}.narrative")


def test_a_name_of_the_authors_own_is_no_text() -> None:
    yard = '[{id: yard, name: Yard, initial_state: {environment: {name: ""}}}]'
    assert report_on(f'initial_world: {{locations: {yard}}}\nmetadata: {{text: ""}}').errors == ()


def test_a_stored_story_with_a_blank_option_is_still_read_and_takes_additions() -> None:
    content = content_of(spoiled(option('next_node: home, text: ""')), name="quiet")
    assert scenario_from(content, name="quiet").nodes["gate"].options[2].text == ""
    wait = NewOption("imp_wait", "hall", "Listen", "Nothing.", "discovery", "hall", (), None)
    rebuilt = rebuild(content, [Placed(wait)], name="quiet")
    assert rebuilt.misfits == {}
    assert rebuilt.content["nodes"]["hall"]["choice"]["options"][-1]["id"] == "imp_wait"
    blank = NewOption("imp_blank", "hall", "\u200b", "Nothing.", "discovery", "hall", (), None)
    assert rebuild(content, [Placed(blank)], name="quiet").misfits["imp_blank"].reason == "unplayable"


@pytest.mark.parametrize(
    ("overlay", "path", "word"),
    [
        ("initial_character: {inventory: [lamp, rusty_key]}\nnodes: {hall: {narrative: A rusty_key lies here.}}", "nodes.hall.narrative", "rusty key"),
        ("initial_world: {npc_locations: {old_keeper: yard}}\nnodes: {hall: {narrative: 'The old_keeper, alone.'}}", "nodes.hall.narrative", "old keeper"),
        (option("id: go_home, text: 'Take go_home.', next_node: home"), f"{EXTRA}.text", "go home"),
    ],
)  # fmt: skip
def test_an_id_inside_a_text_is_a_warning(overlay: str, path: str, word: str) -> None:
    problem = finds(overlay, "warning", "id_in_text", path)
    assert problem.advice == f"write {word!r}"


def test_a_topic_with_an_id_in_it_is_a_warning() -> None:
    overlay = option("cell: null, next: improvise, improvise_context: {theme: a bell that has no iron_clapper}")
    items = "initial_character: {inventory: [lamp, iron_clapper]}\n"
    finds(items + overlay, "warning", "id_in_text", f"{EXTRA}.improvise_context.theme")


def test_a_word_that_is_an_id_too_is_only_a_word() -> None:
    assert everything(report_on("nodes: {hall: {narrative: 'A lamp, a gate and some_thing else.'}}")) == []
