"""Letting somebody go for good: what they wrote is erased, and their seats are free; logs and worlds stay as they are."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.db.models import Q
from django.utils import timezone

from worlds.models import PlayerText, SharedWorld, StreamLease
from worlds.models.versions import IncompatibleVersion
from worlds.services.aliases import erase_aliases
from worlds.services.games.portraits import erase_portraits
from worlds.services.games.story_links import erase_links
from worlds.services.membership import leaving, namesakes
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.invited import erase_invitations
from worlds.services.membership.last_look import erase_looks
from worlds.services.membership.leaving import vacate_seat
from worlds.services.renaming import forget_cached_names


def erase_person(*, user_id: uuid.UUID) -> None:
    """Erase a person's texts, portraits and what is said about them, end their streams and public links, and free their seats.

    How far they read in worlds is forgotten, and so are invitations that came for them and their aliases of commands. Harmless to repeat.

    Each world is left in a transaction of its own. Raises Unavailable where a place stays locked.
    """
    erase_texts(user_id=user_id)
    erase_links(user_id=user_id)
    erase_portraits(user_id=user_id)
    erase_looks(user_id=user_id)
    erase_aliases(user_id=user_id)
    erase_invitations(user_id=user_id)
    StreamLease.objects.filter(user_id=user_id).delete()
    namesakes.unmark_person(user_id)
    forget_cached_names()
    for world_id in SharedWorld.objects.open().lived_in_by(user_id).values_list("pk", flat=True):
        with suppress(NotAMember, WorldArchived):
            _leave(user_id, world_id)


def _leave(user_id: uuid.UUID, world_id: uuid.UUID) -> None:
    try:
        leaving.leave_world(user_id=user_id, world_id=world_id)
    except IncompatibleVersion:  # nobody can say what they lay down as they go
        vacate_seat(user_id=user_id, world_id=world_id)


def erase_texts(*, user_id: uuid.UUID) -> int:
    """Erase what somebody wrote, and what reasons and notes say of them. How many texts that were.

    What refers to them stays, and still verifies.
    """
    texts = PlayerText.objects.filter(Q(author_id=user_id) | Q(about_id=user_id), redacted_at=None)
    return texts.update(text="", redacted_at=timezone.now())
