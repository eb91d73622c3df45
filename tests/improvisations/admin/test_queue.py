"""The list of the queue: what a row tells, what it is picked and ordered by, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from improvisations.models import Improvisation, SavedView
from improvisations.services import reviewing
from profiles.models import User
from tests.admin_pages import page, read, rows
from tests.improvisations.admin.full_queue import fill
from worlds.models import Scenario

QUEUE = "/admin/improvisations/improvisation/"


@pytest.fixture
def many(shared: Improvisation) -> list[Improvisation]:
    return fill(shared, amount=40)


def listed(told: str) -> list[str]:
    return re.findall(r'class="k-item[^"]*" data-row="([^"]+)"', told)


def test_a_row_tells_enough_to_decide(desk: Client, shared: Improvisation) -> None:
    told = read(desk, QUEUE)
    for words in (
        "I hum an old song until the keeper smiles.",
        "The gate",
        "<code>road</code>",
        shared.classification,
        str(shared.author),
        "0 approved",
        f"<b>{shared.score}</b>",
    ):
        assert words in told, words


def test_without_a_choice_it_shows_what_waits_best_first(desk: Client, mira: User, many: list[Improvisation]) -> None:
    reviewing.approve_idea(improvisation_id=many[0].pk, moderator_id=mira.pk)
    found = listed(read(desk, QUEUE))
    scores = [Improvisation.objects.get(pk=key).score for key in found]
    assert len(found) == 25
    assert str(many[0].pk) not in found
    assert scores == sorted(scores, reverse=True)


PICKED: list[tuple[str, Callable[[Improvisation], bool]]] = [
    ("status=submitted", lambda row: row.status == "submitted"),
    ("status=all&hits=yes", lambda row: row.is_flagged),
    ("hits=no", lambda row: not row.is_flagged),
    ("scenario=gate", lambda _: True),
    ("scenario=nowhere", lambda _: False),
    ("language=en", lambda _: True),
    ("language=de", lambda _: False),
    ("node=garden", lambda row: row.node_id == "garden"),
    ("cell=limbo", lambda row: row.classification == "limbo"),
    ("score=80", lambda row: row.score >= 80),
    ("score=20", lambda row: 20 <= row.score < 40),
    ("age=7", lambda row: row.submitted_at < timezone.now() - timedelta(days=7)),
    ("age=0", lambda row: row.submitted_at > timezone.now() - timedelta(days=1)),
    ("author=Elena", lambda row: row.author.username == "elena"),
    ("author=player-3", lambda row: row.author.username.startswith("player-3")),
    ("claimed=nobody", lambda _: True),
    ("claimed=me", lambda _: False),
    ("alike=yes", lambda row: row.near_duplicate_of_id is not None),
    ("q=lantern", lambda row: "lantern" in row.input_text.text),
    ("q=garden", lambda row: row.node_id == "garden" or "garden" in row.input_text.text),
]


@pytest.mark.slow
@pytest.mark.parametrize(("query", "fits"), PICKED)
def test_filters_and_search_pick_what_they_say(
    desk: Client, many: list[Improvisation], query: str, fits: Callable[[Improvisation], bool]
) -> None:
    wanted = {str(row.pk) for row in Improvisation.objects.all() if fits(row)}
    found = listed(read(desk, f"{QUEUE}?{query}&by=oldest")) + listed(read(desk, f"{QUEUE}?{query}&by=oldest&p=2"))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_an_id_finds_its_row_whatever_its_status(desk: Client, mira: User, shared: Improvisation) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="No.")
    assert listed(read(desk, QUEUE)) == []
    assert listed(read(desk, f"{QUEUE}?q={shared.short_id}")) == [str(shared.pk)]


def test_words_that_were_removed_are_neither_shown_nor_found(desk: Client, shared: Improvisation) -> None:
    shared.input_text.redact()
    told = read(desk, QUEUE)
    assert "(removed)" in told
    assert "old song" not in told
    assert listed(read(desk, f"{QUEUE}?q=song")) == []
    assert "old song" not in read(desk, page(shared))


def test_claims_are_told_apart(desk: Client, other_desk: Client, mira: User, many: list[Improvisation]) -> None:
    reviewing.claim_idea(improvisation_id=many[3].pk, moderator_id=mira.pk)
    assert listed(read(desk, f"{QUEUE}?claimed=me")) == [str(many[3].pk)]
    assert listed(read(other_desk, f"{QUEUE}?claimed=me")) == []
    assert listed(read(other_desk, f"{QUEUE}?claimed=anyone")) == [str(many[3].pk)]
    Improvisation.objects.filter(pk=many[3].pk).update(claim_expires_at=timezone.now())
    assert listed(read(other_desk, f"{QUEUE}?claimed=anyone")) == []


@pytest.mark.parametrize(
    "query", ["status=bogus", "by=bogus", "age=x", "node=%00", "p=99", "q=%25_%27", "scenario=%00"]
)
def test_strange_wishes_do_no_harm(desk: Client, shared: Improvisation, query: str) -> None:
    assert desk.get(f"{QUEUE}?{query}", follow=True).status_code == 200


def test_the_list_costs_the_same_queries_for_many_rows_as_for_few(
    desk: Client, many: list[Improvisation], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(17) as few:
        read(desk, f"{QUEUE}?node=garden")
    with django_assert_max_num_queries(17) as lots:
        read(desk, f"{QUEUE}?status=all")
    assert abs(len(lots) - len(few)) <= 2  # looking up what no row of a page refers to is left out


def test_the_page_costs_the_same_queries_whatever_has_happened(
    desk: Client, mira: User, many: list[Improvisation], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read(desk, page(many[0]))  # the compiled scenario is read once a process
    for version in range(2, 12):
        Improvisation.objects.filter(pk=many[0].pk).update(claim_expires_at=timezone.now(), claimed_by=None)
        reviewing.claim_idea(
            improvisation_id=many[0].pk, moderator_id=mira.pk, version=version if version > 99 else None
        )
    with django_assert_max_num_queries(21):
        read(desk, page(many[0]))


def test_a_view_of_ones_own_is_kept_shown_and_forgotten(
    desk: Client, other_desk: Client, shared: Improvisation
) -> None:
    query = "hits=no&by=oldest&evil=1"
    told = desk.post(f"{QUEUE}views/save/", {"name": "Calm ones", "query": query}, follow=True).content.decode()
    view = SavedView.objects.get()
    assert view.query == "hits=no&by=oldest"
    assert "Calm ones" in told
    assert "Calm ones" not in read(other_desk, QUEUE)
    other_desk.post(f"{QUEUE}views/{view.pk}/forget/")
    assert SavedView.objects.exists()
    desk.post(f"{QUEUE}views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_a_views_name_holds_nothing_that_cannot_be_seen(desk: Client, shared: Improvisation) -> None:
    desk.post(f"{QUEUE}views/save/", {"name": "Calm\u202e \u200bones", "query": "hits=no"})
    assert SavedView.objects.get().name == "Calm ones"
    desk.post(f"{QUEUE}views/save/", {"name": "\u202e\u200b", "query": "hits=no"})
    assert SavedView.objects.count() == 1


def test_a_name_is_used_once_and_views_change_by_post_alone(desk: Client, clerk: Client, shared: Improvisation) -> None:
    desk.post(f"{QUEUE}views/save/", {"name": "Mine", "query": "hits=no"})
    answer = desk.post(f"{QUEUE}views/save/", {"name": "Mine", "query": "hits=no"}, follow=True)
    assert "You already have a view with this name." in answer.content.decode()
    assert desk.get(f"{QUEUE}views/save/").status_code == 405
    assert desk.get(f"{QUEUE}views/{SavedView.objects.get().pk}/forget/").status_code == 405
    assert clerk.post(f"{QUEUE}views/save/", {"name": "Mine", "query": ""}).status_code == 403
    assert SavedView.objects.count() == 1


def test_hits_are_marked_and_whatever_people_write_does_nothing(desk: Client, shared: Improvisation) -> None:
    text = "<script>alert('kleene')</script> damn"
    type(shared.input_text).objects.filter(pk=shared.input_text_id).update(text=text)
    User.objects.filter(pk=shared.author_id).update(display_name="<script>alert('kleene')</script>"[:40])
    Scenario.objects.update(name="<script>alert('kleene')</script>")
    at = text.index("damn")
    reason = {"field": "input", "category": "profanity", "start": at, "end": at + 4}
    Improvisation.objects.filter(pk=shared.pk).update(moderation_reasons=[reason], is_flagged=True)
    for path in (QUEUE, page(shared)):
        told = read(desk, path)
        assert "<script>alert" not in told
        assert '<mark class="k-hit" title="profanity">damn' in told
    assert "&lt;script&gt;" in read(desk, rows(Improvisation))
