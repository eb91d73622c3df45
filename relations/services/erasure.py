"""Letting somebody go: their lists, their places in others' lists, and what moderators wrote of them."""

from __future__ import annotations

import uuid

from django.db.models import Q

from relations.models import Block, Follow, Mute, Silence


def erase_relations(*, user_id: uuid.UUID) -> None:
    """Harmless to repeat."""
    Mute.objects.filter(Q(muter_id=user_id) | Q(muted_id=user_id)).delete()
    Block.objects.filter(Q(blocker_id=user_id) | Q(blocked_id=user_id)).delete()
    Follow.objects.filter(Q(follower_id=user_id) | Q(followed_id=user_id)).delete()
    Silence.objects.filter(user_id=user_id).update(reason="")
