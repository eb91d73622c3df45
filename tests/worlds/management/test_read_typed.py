from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db

STORY = b"""
name: The cat
initial_character: {name: Ada, traits: {}, flags: {}, inventory: [fish]}
initial_world:
  current_location: lane
  locations: [{id: lane, name: The lane, connections: [yard]}, {id: yard, name: The yard, connections: [lane]}]
start_node: lane
nodes:
  lane:
    narrative: A lane.
    choice:
      prompt: And now?
      options:
        - {id: cat, text: Go and look for the cat, cell: chooses, next_node: home}
        - {id: locked, text: Open the gate, cell: chooses, next_node: home, precondition: {type: flag_set, flag: seen}}
        - {id: see, text: Look over the wall, cell: avoids, consequence: [{type: set_flag, flag: seen}], next_node: lane}
endings: {home: {type: victory, narrative: Home.}, gone: {type: death, narrative: Gone.}}
"""


def line(**given: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "scenario": "stray",
        "node": "lane",
        "typed": "find the cat",
        "expect": "option",
        "option": "cat",
        **given,
    }


@pytest.fixture
def lines(tmp_path: Path) -> Any:
    def write(*given: dict[str, Any]) -> Path:
        path = tmp_path / "lines.jsonl"
        path.write_text("\n".join(json.dumps(one) for one in given), encoding="utf-8")
        return path

    return write


def told(*words: str) -> str:
    out = StringIO()
    call_command("read_typed", *words, stdout=out)
    return out.getvalue()


def test_lines_are_read_as_play_would_read_them(lines: Any, tmp_path: Path) -> None:
    (tmp_path / "stray.yaml").write_bytes(STORY)
    path = lines(
        line(id="a"),
        line(id="b", typed="open the gate, please", option="locked", given={"flags": {"seen": True}}),
        line(id="c", typed="show me the map", expect="meta", meta="map", option=None),
        line(id="d", typed="drop the fish", expect="item", item={"verb": "drop", "noun": "fish"}, option=None),
        line(id="e", typed="walk to the yard", expect="go", to="yard", option=None),
        line(id="f", typed="kick the cat", expect="improvise", option=None),
    )
    read = [json.loads(one) for one in told(str(path), "--json").splitlines()]
    assert read == [
        {"id": "a", "read": "option", "option": "cat"},
        {"id": "b", "read": "option", "option": "locked"},
        {"id": "c", "read": "meta", "meta": "map"},
        {"id": "d", "read": "item", "item": {"verb": "drop", "noun": "fish"}},
        {"id": "e", "read": "go", "to": "yard"},
        {"id": "f", "read": "improvise"},
    ]


def test_the_number_the_rates_and_the_table_are_told(lines: Any, tmp_path: Path) -> None:
    (tmp_path / "stray.yaml").write_bytes(STORY)
    path = lines(line(), line(id="b", typed="dance", expect="option"))
    shown = told(str(path), "--misses")
    assert "options right                   1 of 2 (50.0 %)" in shown
    assert "One number: 0.500, by scenario:" in shown
    assert "b 'dance':" in shown


def test_a_stored_story_is_known_by_its_slug(lines: Any) -> None:
    import_scenario(source=STORY, slug="stray")
    assert '"option": "cat"' in told(str(lines(line())), "--json")


@pytest.mark.parametrize(
    ("given", "trouble"),
    [
        ({"scenario": "nowhere"}, "Line 2: There is no scenario 'nowhere'"),
        ({"node": "attic"}, "Line 2: The scenario 'stray' has no node 'attic'."),
        ({"option": "dog"}, "Line 2: The node 'lane' has no option 'dog'."),
        ({"at": "moon"}, "Line 2: The scenario 'stray' has no location 'moon'."),
        ({"given": {"mood": 1}}, "Line 2: 'mood' is nothing that can be given"),
        ({"expect": "guess"}, "Line 2: 'guess' is nothing to expect"),
        ({"expect": "meta"}, "Line 2: A line that expects 'meta' needs the key 'meta'."),
        ({"typed": 7}, "Line 2: The key 'typed' is missing or no text."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(lines: Any, tmp_path: Path, given: Any, trouble: str) -> None:
    (tmp_path / "stray.yaml").write_bytes(STORY)
    with pytest.raises(CommandError) as refused:
        told(str(lines(line(), line(**given))))
    assert str(refused.value).startswith(trouble)
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        told("/nowhere/lines.jsonl")
