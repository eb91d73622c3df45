"""Whom somebody mutes, blocks and follows, and when moderators took their voice, in the export of their account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from profiles.models import User
from relations.models import Block, Follow, Mute, Silence

Rows = Iterator[Mapping[str, Any]]


def export_mutes(user: User) -> Rows:
    for one in Mute.objects.filter(muter=user).select_related("muted").order_by("pk"):
        told = {"user_id": one.muted.short_id, "channel": one.channel or None}
        yield {**told, "at": one.created_at, "until": one.until}


def export_blocks(user: User) -> Rows:
    for one in Block.objects.filter(blocker=user).select_related("blocked").order_by("pk"):
        yield {"user_id": one.blocked.short_id, "at": one.created_at}


def export_follows(user: User) -> Rows:
    for one in Follow.objects.filter(follower=user).select_related("followed").order_by("pk"):
        yield {"user_id": one.followed.short_id, "at": one.created_at}


def export_silences(user: User) -> Rows:
    """Never by whom."""
    for one in Silence.objects.filter(user=user).order_by("pk"):
        yield {
            "reason": one.reason,
            "channel": one.channel or None,
            "at": one.began_at,
            "until": one.until,
            "lifted_at": one.lifted_at,
        }
