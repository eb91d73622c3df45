"""Muting: whose words somebody does not want to read."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from common.errors import InvalidInput
from relations import limits
from relations.models import Mute
from relations.rules import EVERYWHERE, HEARS_ALL, Muted, Unheard, unheard_of
from relations.services.people import add_within, id_of_account, lock_person, somebody_else

TABLES: Final = ("relations.Mute",)  # what is kept of mutes is good while these stay the same


@transaction.atomic
def mute_player(*, user_id: uuid.UUID, other: str, channel: str | None = None, until: datetime | None = None) -> Mute:
    """Read no more of what another says, on one channel or on all, until a moment (aware) or until it is ended.

    Once more changes its end. Raises NotFound, InvalidInput for oneself and for a moment that has passed, TooManyRelations.
    """
    muted = somebody_else(user_id, other)
    if until is not None and until <= timezone.now():
        raise InvalidInput("Choose a time in the future.", until=["Choose a time in the future."])
    lock_person(user_id)
    mine = Mute.objects.filter(muter_id=user_id)
    key: dict[str, Any] = {"muter_id": user_id, "muted_id": muted, "channel": channel or Mute.Channel.ALL}
    row: Mute = add_within(mine, limits.MUTES, lambda: Mute.objects.update_or_create(**key, defaults={"until": until}))
    return row


def unmute_player(*, user_id: uuid.UUID, other: str, channel: str | None = None) -> None:
    """Read another's words again: on one channel, or on all. Once more changes nothing. Raises NotFound."""
    mine = Mute.objects.filter(muter_id=user_id, muted_id=id_of_account(other))
    if channel is not None:
        mine = mine.filter(channel=channel)
    for row in mine:  # one by one, so that open streams hear of it
        row.delete()


def mutes_of(*, user_id: uuid.UUID) -> QuerySet[Mute]:
    """What somebody has muted and is not over, the newest first, with the accounts."""
    return Mute.objects.filter(muter_id=user_id).in_force(timezone.now()).select_related("muted").order_by("-pk")


def unheard_by(readers: Collection[str]) -> Mapping[str, Unheard]:
    """Whose words each of these readers, by their ids as text, does not hear. One query."""
    found: dict[str, list[Muted]] = {}
    rows = Mute.objects.filter(muter__in=[uuid.UUID(reader) for reader in readers]).in_force(timezone.now())
    for muter, muted, channel, until in rows.values_list("muter_id", "muted_id", "channel", "until"):
        found.setdefault(str(muter), []).append(Muted(str(muted), channel, until))
    return {reader: unheard_of(found[reader]) if reader in found else HEARS_ALL for reader in readers}


def is_unheard(*, reader_id: uuid.UUID, person_id: uuid.UUID, channel: str) -> bool:
    """Whether a reader has muted this person on this channel. One query."""
    reader = str(reader_id)
    return unheard_by([reader])[reader].hides(str(person_id), channel, now=timezone.now())


def hidden_by_mutes(reader_id: uuid.UUID, *, person: str, channel: str) -> Q:
    """A condition on rows whose column `person` names somebody whose words on this channel the reader has muted."""
    muted = Mute.objects.filter(muter_id=reader_id, channel__in=(EVERYWHERE, channel)).in_force(timezone.now())
    return Q(**{f"{person}__in": muted.values("muted_id")})


def forget_those_over() -> str:
    """Delete mutes that are over."""
    gone = Mute.objects.filter(until__lte=timezone.now()).delete()[0]
    return f"{gone} over" if gone else ""
