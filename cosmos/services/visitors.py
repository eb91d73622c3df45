"""Visitors of the sky, as others are told of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cosmos.services.syncing import GREY
from presence.services.visibility import visible_among
from worlds.rules.sight import SOMEONE


@dataclass(frozen=True, slots=True)
class Visitor:
    """`is_agent` says that a program plays. `visitor_id` tells people apart for a day and leads to no account; `user_id` is None of somebody who stays unseen."""

    visitor_id: str
    user_id: str | None
    display_name: str
    color: str
    is_agent: bool = False


def describe_visitors(people: Collection[uuid.UUID]) -> dict[uuid.UUID, Visitor]:
    """What others are told of these people; who does not let strangers see them is somebody, in grey. Two queries."""
    seen = visible_among(people)
    rows = get_user_model().objects.filter(pk__in=people)
    today = timezone.now().date()
    return {
        row.pk: shown_visitor(row, day=today) if row.pk in seen else unseen_visitor(row.pk, day=today) for row in rows
    }


def shown_visitor(row: Any, *, day: date) -> Visitor:
    """An account as everybody sees it on a day (UTC)."""
    return Visitor(_visitor_id(row.pk, "seen", day), row.short_id, str(row), row.colour, row.is_agent)


def unseen_visitor(person: uuid.UUID, *, day: date) -> Visitor:
    """Somebody who stays unseen on a day (UTC)."""
    return Visitor(_visitor_id(person, "unseen", day), None, SOMEONE, GREY)


def _visitor_id(person: uuid.UUID, sight: str, day: date) -> str:
    # Another one for who hides: nobody knows again whom they saw before.
    told = f"{person}:{sight}:{day}"
    return "vis_" + salted_hmac("cosmos.visitors", told).hexdigest()[:12]
