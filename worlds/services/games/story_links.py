"""Public links to one's own stories: made, listed, revoked and closed here; `public_story` reads what they show."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.accounts import is_open
from common.errors import Conflict, Forbidden, NotFound
from worlds.models import PlayerText, StoryLink, TurnRecord
from worlds.services.games import sessions

ABSENT: Final = "There is no public story at this address. Its link may have been revoked."


class StoryLinkClosed(Forbidden):
    code = "story_link_closed"
    message = "A moderator has closed the public link to this story. It cannot be created again."


class PreviewNotShared(Conflict):
    code = "preview_not_shared"
    message = "A preview cannot be shared. Start the story to share what you do in it."


def link_of(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> StoryLink | None:
    """The link to a player's own story, also a closed one; None where there is none. Raises NotFound."""
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    return StoryLink.objects.filter(session=session).first()


@transaction.atomic
def create_link(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> StoryLink:
    """Make a player's own story public; the link that there is stays as it is. Raises NotFound, PreviewNotShared, StoryLinkClosed."""
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    if session.is_preview:
        raise PreviewNotShared
    link, _ = StoryLink.objects.get_or_create(session_id=session.pk)
    if link.is_closed:
        raise StoryLinkClosed
    return link


def revoke_link(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> None:
    """Delete the link, so that its address shows nothing from now on; once more changes nothing. Raises NotFound."""
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    StoryLink.objects.filter(session_id=session.pk, closed_at=None).delete()


def links_of(*, user_id: uuid.UUID) -> QuerySet[StoryLink]:
    """All links to a player's stories with their games, the newest first."""
    unread = ("session__revision__content_text", "session__revision__report", "session__state")
    links = StoryLink.objects.filter(session__user_id=user_id).select_related("session__revision__scenario")
    return links.defer(*unread).order_by("-created_at", "-pk")


def close_links_with(text: PlayerText) -> None:
    """Close the links to stories in which a moderator has erased this text. Assumes an open transaction."""
    told_in = TurnRecord.objects.filter(text=text).values("session_id")
    StoryLink.objects.filter(session_id__in=told_in, closed_at=None).update(closed_at=timezone.now())


def close_link(session_id: uuid.UUID) -> None:
    """Close the link to a game as a moderator, also one that was revoked meanwhile: no other can be made."""
    StoryLink.objects.update_or_create(session_id=session_id, defaults={"closed_at": timezone.now()})


def open_link(token: str) -> StoryLink:
    """The link with this token. Raises NotFound for one that was revoked or closed, or never was, and while its
    player's account is shut.
    """
    link = StoryLink.objects.filter(is_open("session__user__"), token=token, closed_at=None).first()
    if link is None:
        raise NotFound(ABSENT)
    return link


def erase_links(*, user_id: uuid.UUID) -> None:
    """Delete all links to somebody's stories, closed ones included."""
    StoryLink.objects.filter(session__user_id=user_id).delete()
