"""Comments on stars: said, read, deleted and reported as chat is."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, Forbidden, InvalidInput, NotFound
from common.ids import is_short_id
from common.text_filter import Screened, TextNotFit
from common.text_filter.screening import screen
from cosmos import limits
from cosmos.models import Comment, CosmosEntry
from cosmos.services import reading
from relations.services import silences
from relations.services.blocks import apart_from, require_together
from relations.services.mutes import mutes_of
from relations.services.people import lock_person
from worlds.models import ModerationRecord, Report
from worlds.services import budgets
from worlds.services.moderation_records import note_noticed
from worlds.services.reports import Subject
from worlds.services.texts import keep_text, text_matches

ABSENT: Final = "There is no comment with this id."
AGAIN: Final = timedelta(minutes=1)  # in which the same words are the same comment
HEARD_BY_ALL: Final = ("", "world")  # channels of mutes that keep what is said to everybody from a reader


class NoTextYet(Conflict):
    code = "no_text_yet"
    message = "Comment on this star once its idea is approved."


class TooManyStarComments(Conflict):
    code = "too_many_star_comments"
    message = f"You have {limits.COMMENTS} comments on this star already. Delete one first."


def add_comment(*, user_id: uuid.UUID, entry_id: str, text: str) -> Comment:
    """Say something about a star whose words can be read. What the filter notes is masked, and kept for moderators.

    Raises NotFound, NoTextYet, Silenced, KeptApart from the star's author, RateLimited, InvalidInput, TextNotFit, TooManyStarComments.
    """
    entry = reading.find_entry(entry_id)
    if reading.shown_text(entry) is None:
        raise NoTextYet
    silences.require_not_silenced(user_id)
    require_together(user_id, entry.improvisation.author_id)
    budgets.MESSAGES.spend(str(user_id))
    return _written(user_id, entry, _screened(user_id, text))


def comments_on(*, reader_id: uuid.UUID, entry_id: str) -> QuerySet[Comment]:
    """The comments on a star that this player reads, the newest first: none while its words cannot be read. Raises NotFound."""
    entry = reading.find_entry(entry_id)
    return readable_comments(reader_id).filter(entry=entry)


def readable_comments(reader_id: uuid.UUID) -> QuerySet[Comment]:
    """All comments that this player reads: without those of people whom they muted, or are kept apart from."""
    told = Comment.objects.filter(text__redacted_at=None, entry__in=reading.readable_stars().values("pk"))
    unheard = mutes_of(user_id=reader_id).filter(channel__in=HEARD_BY_ALL).order_by().values("muted")
    told = told.exclude(apart_from(reader_id, person="author_id")).exclude(author__in=unheard)
    return told.select_related("author", "text", "entry").defer("entry__vector")


@transaction.atomic
def delete_comment(*, user_id: uuid.UUID, entry_id: str, comment_id: str) -> None:
    """Delete one's own comment with its words, which stay for moderators alone while a report of them is open.

    Raises NotFound, and Forbidden for somebody else's.
    """
    found = Comment.objects.filter(short_id=comment_id, entry__short_id=entry_id, text__redacted_at=None)
    comment = found.select_related("text").first()
    if comment is None:
        raise NotFound(ABSENT)
    if comment.author_id != user_id:
        raise Forbidden("You can delete your own comments only.")
    comment.delete()
    if not Report.objects.filter(text=comment.text, status=Report.Status.OPEN).exists():
        comment.text.redact()


def reported_comment(reader_id: uuid.UUID, comment_id: str) -> Subject:
    """A comment that this player reads, as the subject of a report. Raises NotFound."""
    wanted = comment_id if is_short_id(comment_id, "cmt") else ""
    comment = readable_comments(reader_id).filter(short_id=wanted).first()
    if comment is None:
        raise NotFound(ABSENT)
    return Subject(Report.Kind.COMMENT, comment.text_id, comment.author_id, comment.text)


def _screened(user_id: uuid.UUID, text: str) -> Screened:
    screened = screen(text, longest=limits.COMMENT)
    if any(hit.category == "length" for hit in screened.hits) or not screened.text:
        fault = f"Write 1 to {limits.COMMENT} characters."
        raise InvalidInput(fault, text=[fault])
    if screened.verdict == "refused":
        note_noticed(author_id=user_id, screened=screened, action=ModerationRecord.Action.REFUSED)
        raise TextNotFit
    return screened


def _just_written(user_id: uuid.UUID, entry: CosmosEntry, screened: Screened) -> Comment | None:
    """The player's last comment on the star if it has the same words and is new: a button was pressed twice."""
    mine = Comment.objects.filter(author_id=user_id, entry=entry, created_at__gt=timezone.now() - AGAIN)
    last: Comment | None = mine.select_related("author", "text").order_by("-pk").first()
    return last if last is not None and text_matches(last.text, screened.masked) else None


@transaction.atomic
def _written(user_id: uuid.UUID, entry: CosmosEntry, screened: Screened) -> Comment:
    """Of two comments by one player at once, one waits, so that they are counted right."""
    lock_person(user_id)
    if (again := _just_written(user_id, entry, screened)) is not None:
        return again
    if Comment.objects.filter(author_id=user_id, entry=entry).count() >= limits.COMMENTS:
        raise TooManyStarComments
    kept = keep_text(author_id=user_id, text=screened.masked)
    if screened.hits:
        note_noticed(author_id=user_id, screened=screened, action=ModerationRecord.Action.MASKED)
    made = Comment.objects.create(entry=entry, author_id=user_id, text=kept)
    return Comment.objects.select_related("author", "text").get(pk=made.pk)
