"""Following players: a list of one's own, through which they are found again."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import QuerySet

from relations import limits
from relations.models import Follow
from relations.services.blocks import require_together
from relations.services.people import add_within, id_of_account, lock_person, somebody_else


@transaction.atomic
def follow_player(*, user_id: uuid.UUID, other: str) -> Follow:
    """Once more changes nothing. Raises NotFound, InvalidInput for oneself, KeptApart, TooManyRelations."""
    followed = somebody_else(user_id, other)
    require_together(user_id, followed)
    lock_person(user_id)
    mine = Follow.objects.filter(follower_id=user_id)
    row: Follow = add_within(
        mine, limits.FOLLOWS, lambda: Follow.objects.get_or_create(follower_id=user_id, followed_id=followed)
    )
    return row


def unfollow_player(*, user_id: uuid.UUID, other: str) -> None:
    """Once more changes nothing. Raises NotFound."""
    Follow.objects.filter(follower_id=user_id, followed_id=id_of_account(other)).delete()


def follows_of(*, user_id: uuid.UUID) -> QuerySet[Follow]:
    """Whom somebody follows, the newest first, with the accounts."""
    return Follow.objects.filter(follower_id=user_id).select_related("followed").order_by("-pk")
