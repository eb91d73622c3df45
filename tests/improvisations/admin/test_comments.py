"""Comments of moderators on the page of an improvisation."""

from __future__ import annotations

from django.test import Client

from improvisations import limits
from improvisations.models import Improvisation, ModeratorComment
from tests.admin_pages import act, page, read

EVIL = "<script>alert('kleene')</script>"


def test_moderators_comment_and_read_each_other_in_order(
    desk: Client, other_desk: Client, shared: Improvisation
) -> None:
    desk.post(act(shared, "comment"), {"text": f"From the film? {EVIL}"})
    answer = other_desk.post(act(shared, "comment"), {"text": "From the book."})
    assert answer.headers["Location"] == f"{page(shared)}#comments"
    told = read(desk, page(shared))
    assert told.index("From the film?") < told.index("From the book.")
    assert "&lt;script&gt;" in told
    assert EVIL not in told


def test_who_may_only_look_reads_comments_and_writes_none(desk: Client, clerk: Client, shared: Improvisation) -> None:
    desk.post(act(shared, "comment"), {"text": "From the film?"})
    told = read(clerk, page(shared))
    assert "From the film?" in told
    assert act(shared, "comment") not in told
    assert clerk.post(act(shared, "comment"), {"text": "Me too."}).status_code == 403
    assert ModeratorComment.objects.count() == 1


def test_a_comment_changes_nothing_else_and_no_get_writes_one(desk: Client, shared: Improvisation) -> None:
    assert desk.get(act(shared, "comment"), {"text": "Hm."}).status_code == 405
    desk.post(act(shared, "comment"), {"text": "Hm."})
    fresh = Improvisation.objects.get(pk=shared.pk)
    assert (fresh.version, fresh.status, fresh.claimed_by_id) == (shared.version, shared.status, None)


def test_a_comment_that_is_too_long_is_refused_in_words(desk: Client, shared: Improvisation) -> None:
    told = desk.post(act(shared, "comment"), {"text": "x" * (limits.COMMENT + 1)}, follow=True).content.decode()
    assert f"Write at most {limits.COMMENT} characters." in told
    assert not ModeratorComment.objects.exists()


def test_the_author_sees_no_comment_anywhere(desk: Client, shared: Improvisation) -> None:
    desk.post(act(shared, "comment"), {"text": "A word among moderators."})
    author = Client()
    author.force_login(shared.author)
    for path in (f"/improvisations/{shared.short_id}", f"/api/v1/improvisations/{shared.short_id}"):
        answer = author.get(path)
        assert answer.status_code == 200, path
        assert "among moderators" not in answer.content.decode()
