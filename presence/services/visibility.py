"""Whom strangers may see, and what people say of themselves."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from presence.models import PlayerPresence
from presence.services.announcing import announce_chosen


def visible_among(user_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these people who let strangers see them; one query."""
    return frozenset(PlayerPresence.objects.filter(pk__in=user_ids, visible=True).values_list("pk", flat=True))


def set_visible(*, user_id: uuid.UUID, visible: bool) -> None:
    """Let strangers see somebody, or no longer."""
    PlayerPresence.objects.update_or_create(user_id=user_id, defaults={"visible": visible})


@transaction.atomic
def choose_status(*, user_id: uuid.UUID, chosen: str) -> None:
    """Let somebody say `online`, `away` or `busy` of themselves; fellows are told at once if it is new to them."""
    PlayerPresence.objects.get_or_create(user_id=user_id)
    others = PlayerPresence.objects.filter(pk=user_id).exclude(chosen=chosen)
    if others.update(chosen=chosen):
        announce_chosen(user_id=user_id)


def shown_of(*, user_id: uuid.UUID) -> PlayerPresence:
    """What is kept of somebody; a row that is not stored when there is none."""
    return PlayerPresence.objects.filter(pk=user_id).first() or PlayerPresence(user_id=user_id)
