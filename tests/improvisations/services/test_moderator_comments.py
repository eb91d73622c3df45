"""What moderators say to one another: in order, by name, bounded, erased with whom it speaks of."""

from __future__ import annotations

import pytest

from common.errors import InvalidInput, NotFound
from improvisations import limits
from improvisations.models import Improvisation, ModeratorComment
from improvisations.services import moderator_comments
from improvisations.services.moderator_comments import TooManyComments
from profiles.models import User
from worlds.models.append_only import NeverEdited
from worlds.services import erasure


def said(row: Improvisation) -> list[tuple[str, str]]:
    return [(str(comment.by), str(comment.text)) for comment in moderator_comments.comments_on_improvisation(row)]


def comment(row: Improvisation, by: User, text: str) -> ModeratorComment:
    return moderator_comments.comment_on_improvisation(improvisation_id=row.pk, moderator_id=by.pk, text=text)


def test_comments_stand_in_the_order_that_they_were_written_in(shared: Improvisation, mira: User, noor: User) -> None:
    comment(shared, mira, "  Is this from the film? ")
    comment(shared, noor, "No, from the book.")
    assert said(shared) == [(str(mira), "Is this from the film?"), (str(noor), "No, from the book.")]


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * (limits.COMMENT + 1)])
def test_a_comment_has_some_words_and_not_too_many(shared: Improvisation, mira: User, text: str) -> None:
    with pytest.raises(InvalidInput):
        comment(shared, mira, text)


def test_an_item_takes_so_many_comments(shared: Improvisation, mira: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COMMENTS", 1)
    comment(shared, mira, "One.")
    with pytest.raises(TooManyComments):
        comment(shared, mira, "Two.")


def test_what_is_not_there_cannot_be_commented_on(mira: User) -> None:
    with pytest.raises(NotFound):
        moderator_comments.comment_on_improvisation(improvisation_id=mira.pk, moderator_id=mira.pk, text="Hm.")
    with pytest.raises(NotFound):
        moderator_comments.comment_on_report(report_id=0, moderator_id=mira.pk, text="Hm.")


def test_nobody_edits_or_removes_a_comment(shared: Improvisation, mira: User) -> None:
    kept = comment(shared, mira, "Hm.")
    for change in (kept.save, kept.delete, ModeratorComment.objects.all().delete):
        with pytest.raises(NeverEdited):
            change()


def test_whoever_leaves_for_good_takes_what_was_said_about_them_along(shared: Improvisation, mira: User) -> None:
    comment(shared, mira, "Ada has shared this before.")
    erasure.erase_texts(user_id=shared.author_id)
    assert said(shared) == [(str(mira), "(removed)")]
