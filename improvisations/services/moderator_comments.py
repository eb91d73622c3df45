"""Comments of moderators on reports and improvisations: kept in order, for moderators alone."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, InvalidInput, NotFound
from common.visible_text import cleaned
from improvisations import limits
from improvisations.models import Improvisation, ModeratorComment
from worlds.models import Report
from worlds.services.texts import keep_text


class TooManyComments(Conflict):
    code = "too_many_comments"
    message = f"There are {limits.COMMENTS} comments already. No more can be added."


@transaction.atomic
def comment_on_report(*, report_id: int, moderator_id: uuid.UUID, text: str) -> ModeratorComment:
    """Add a comment; erased with its author or with whom the report is about. Raises NotFound, InvalidInput, TooManyComments.

    Locks the report's row, so that the comments of one item are counted right.
    """
    row = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
    if row is None:
        raise NotFound("There is no report with this id.")
    return _comment(moderator_id, text, about_id=row.about_id, report=row)


@transaction.atomic
def comment_on_improvisation(*, improvisation_id: uuid.UUID, moderator_id: uuid.UUID, text: str) -> ModeratorComment:
    """The same about an improvisation; erased with its author, too."""
    row = Improvisation.objects.select_for_update(of=("self",)).filter(pk=improvisation_id).first()
    if row is None:
        raise NotFound("There is no improvisation with this id.")
    return _comment(moderator_id, text, about_id=row.author_id, improvisation=row)


def comments_about_person(user_id: uuid.UUID) -> QuerySet[ModeratorComment]:
    """What was said on all reports about somebody, oldest first."""
    return ModeratorComment.objects.filter(report__about=user_id).select_related("by", "text")


def comments_on_improvisation(row: Improvisation) -> QuerySet[ModeratorComment]:
    return ModeratorComment.objects.filter(improvisation=row).select_related("by", "text")


def _comment(moderator_id: uuid.UUID, text: str, *, about_id: uuid.UUID, **item: Any) -> ModeratorComment:
    said = cleaned(text)
    if not 1 <= len(said) <= limits.COMMENT:
        fault = f"Write at most {limits.COMMENT} characters."
        raise InvalidInput(fault, text=[fault])
    if ModeratorComment.objects.filter(**item).count() >= limits.COMMENTS:
        raise TooManyComments
    kept = keep_text(author_id=moderator_id, about_id=about_id, text=said)
    return ModeratorComment.objects.create(by_id=moderator_id, text=kept, at=timezone.now(), **item)
