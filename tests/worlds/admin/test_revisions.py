import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.admin_pages import page, read, rows
from worlds.models import RevisionDrawing, ScenarioRevision
from worlds.services.stories.scenarios import import_scenario


def test_the_page_draws_every_node_and_ending_and_leads_to_its_words(root: Client, revision: ScenarioRevision) -> None:
    told = read(root, page(revision))
    assert told.count('class="k-box') == 4
    for key in range(4):
        assert f'href="#place-{key}"' in told
        assert f'id="place-{key}"' in told
    assert "2 nodes and 2 endings" in told
    assert "The gate stands shut, and the keeper looks at you." in told


def test_the_words_tell_needs_effects_and_patterns(root: Client, revision: ScenarioRevision) -> None:
    told = read(root, page(revision))
    assert "has item key" in told
    assert "advance time 1 hours" in told
    assert "<code>threaten</code>" in told
    assert "improvise: asking for a way in" in told


def test_places_that_were_asked_for_are_marked(root: Client, revision: ScenarioRevision) -> None:
    assert len(re.findall(r'class="k-box[^"]* k-marked', read(root, page(revision)))) == 0
    told = read(root, page(revision) + "?show=road&show=home&show=%3Cscript%3E")
    assert len(re.findall(r'class="k-box[^"]* k-marked', told)) == 2


def test_the_report_is_a_table_whose_paths_lead_to_what_they_are_about(
    root: Client, revision: ScenarioRevision
) -> None:
    problem = {"line": 7, "path": "nodes.road.choice", "message": "too few ways", "advice": "add one", "code": "few"}
    report = {"errors": [], "warnings": [problem], "infos": [{**problem, "path": "language", "line": None}]}
    twin = ScenarioRevision.objects.create(
        scenario=revision.scenario,
        number=2,
        content_text=revision.content_text,
        content_hash=revision.content_hash,
        report=report,
    )
    told = read(root, page(twin))
    assert '<a href="#place-0"><code>nodes.road.choice</code></a>' in told
    assert "<td>too few ways</td><td>add one</td>" in told
    assert "1 warning" in told
    assert "<code>language</code>" in told


def test_the_page_costs_the_same_queries_for_every_story(
    root: Client, revision: ScenarioRevision, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read(root, page(revision))  # the compiled scenario is read once a process
    with django_assert_max_num_queries(7):
        read(root, page(revision))


def test_the_list_never_reads_the_content(
    root: Client, revision: ScenarioRevision, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6) as queries:
        assert "revision 1" in read(root, rows(ScenarioRevision))
    assert not any("content_text" in query["sql"] for query in queries.captured_queries)


def test_moderators_read_revisions(mira: Client, revision: ScenarioRevision) -> None:
    assert "The gate" in read(mira, page(revision))


def large(length: int) -> bytes:
    on = {"text": "On", "cell": "chooses"}
    rooms = {
        f"room_{at}": {
            "narrative": f"Room {at}.",
            "choice": {"prompt": "?", "options": [{"id": "on", "next_node": f"room_{at + 1}", **on}]},
        }
        for at in range(length)
    }
    rooms[f"room_{length}"] = {
        "narrative": "The last room.",
        "choice": {"prompt": "?", "options": [{"id": "out", "next_node": "home", **on}]},
    }
    story = {
        "name": "Rooms",
        "initial_character": {"name": "Ada"},
        "initial_world": {"current_location": "yard", "locations": [{"id": "yard", "name": "Yard"}]},
        "start_node": "room_0",
        "nodes": rooms,
        "endings": {"home": {"narrative": "Home.", "type": "victory"}},
    }
    return json.dumps(story).encode()


@pytest.fixture
def long() -> ScenarioRevision:
    return import_scenario(source=large(400), slug="rooms").revision


def boxes(told: str) -> int:
    return told.count('class="k-box')


def test_of_a_large_story_a_part_is_drawn_and_others_can_be_picked(root: Client, long: ScenarioRevision) -> None:
    first, second = read(root, page(long)), read(root, page(long) + "?part=2")
    assert 0 < boxes(first) <= 100 >= boxes(second) > 0
    assert "Room 0." in first
    assert "Room 0." not in second
    assert "100 of 402 nodes and endings" in first
    assert 'href="?part=2#graph"' in first
    assert re.search(r'href="\?part=2#place-\d+">room_100<', first), "a way on leads into the next part"


def test_a_place_that_is_asked_for_brings_its_part(root: Client, long: ScenarioRevision) -> None:
    told = read(root, page(long) + "?show=room_390")
    assert "Room 390." in told
    assert told.count("k-marked") >= 1


@pytest.mark.parametrize("part", ["0", "99", "-1", "x", "²", "1e3", "9" * 5000])
def test_a_part_that_is_not_there_is_the_first(root: Client, long: ScenarioRevision, part: str) -> None:
    assert "Room 0." in read(root, f"{page(long)}?part={part}")


def test_the_drawing_is_kept_with_the_revision(
    root: Client, long: ScenarioRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(root, page(long))
    assert [row.number for row in RevisionDrawing.objects.filter(revision=long).order_by("number")] == [0, 1]
    monkeypatch.setattr("worlds.admin.story_graph.draw", None)
    monkeypatch.setattr("worlds.admin.story_graph.parts", None)
    assert boxes(read(root, page(long))) == boxes(first)


def test_a_drawing_of_an_older_making_is_made_anew(root: Client, revision: ScenarioRevision) -> None:
    first = read(root, page(revision))
    RevisionDrawing.objects.update(format=0, content={})
    assert boxes(read(root, page(revision))) == boxes(first)


WORDED = b"""
name: The mill
author: Ada
minutes: 20
content_notes: [storms]
initial_character: {name: Miller, flags: {late: false}}
initial_world: {current_location: mill, locations: [{id: mill, name: The mill}]}
start_node: mill
nodes:
  mill:
    narrative: Dust.
    again: Dust, as before.
    variants: [{when: {type: flag_set, flag: late}, text: Dust and dusk.}]
    look: {wheel: Oak.}
    choice:
      prompt: Now?
      options:
        - id: stay
          text: Stay
          private: true
          variants: [{when: {type: flag_set, flag: late}, text: Stay on}]
          next_node: home
          consequence:
            - {type: set_flag, flag: late}
            - {type: schedule_event, event_id: owl, delay: {amount: 1, unit: hours}, narrative: An owl., consequences: []}
endings:
  home: {title: The owl hour, narrative: Home., type: victory}
"""


def test_the_page_tells_what_a_story_says_of_itself_and_says_besides(root: Client, db: None) -> None:
    told = read(root, page(import_scenario(source=WORDED, slug="mill").revision))
    for words in (
        "Ada", "20", "storms", "On a return", "Dust, as before.", "While flag set late", "Dust and dusk.",
        "Looking at “wheel”", "Oak.", "Stay on", "When owl happens", "An owl.", "private", "The owl hour",
    ):  # fmt: skip
        assert words in told, words
