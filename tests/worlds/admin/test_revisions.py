import re

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.admin_pages import page, read, rows
from worlds.models import ScenarioRevision


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
    with django_assert_max_num_queries(4):
        read(root, page(revision))


def test_the_list_never_reads_the_content(
    root: Client, revision: ScenarioRevision, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5) as queries:
        assert "revision 1" in read(root, rows(ScenarioRevision))
    assert not any("content_text" in query["sql"] for query in queries.captured_queries)


def test_moderators_read_revisions(mira: Client, revision: ScenarioRevision) -> None:
    assert "The gate" in read(mira, page(revision))
