"""Silences: moderators take somebody's voice for a while. `require_not_silenced` is asked by everything that lets people say something."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, Forbidden, InvalidInput, NotFound
from relations import limits
from relations.models import Mute, Silence
from relations.services.people import lock_person


class Silenced(Forbidden):
    """`details`: until (aware, UTC) and reason; channel, where it is of one channel alone."""

    code = "silenced"
    message = "A moderator has muted you. You can play, but not talk."


class CannotBeSilenced(Conflict):
    code = "cannot_be_silenced"
    message = "Staff cannot be muted."


def require_not_silenced(user_id: uuid.UUID, *, channel: str = Mute.Channel.ALL) -> None:
    """Raises Silenced while a moderator's silence binds this person on this channel, or where there is none. One query."""
    silence = silence_of(user_id, channel=channel)
    if silence is None:
        return
    told = {"until": silence.until.isoformat(), "reason": silence.reason}
    if not silence.channel:
        raise Silenced(**told)
    raise Silenced("A moderator has muted you on this channel.", **told, channel=silence.channel)


def silence_of(user_id: uuid.UUID, *, channel: str | None = None) -> Silence | None:
    """The silence that binds somebody now and ends last: on a channel, or on any."""
    binding = Silence.objects.filter(user_id=user_id).in_force(timezone.now())
    if channel is not None:
        binding = binding.filter(channel__in=(Mute.Channel.ALL, channel))
    return binding.order_by("-until").first()


def silences_in_force() -> QuerySet[Silence]:
    """All that bind somebody now, the newest first, with the accounts."""
    return Silence.objects.in_force(timezone.now()).select_related("user", "by").order_by("-began_at", "-pk")


@transaction.atomic
def silence_player(
    *, user_id: uuid.UUID, moderator_id: uuid.UUID, minutes: int, reason: str, channel: str = Mute.Channel.ALL
) -> Silence:
    """Take somebody's voice in every world, on one channel or on all.

    It replaces one of the same channel, and one of all channels replaces every other. Whether somebody may do so is a permission, and asked at the door. Raises NotFound, InvalidInput for the minutes,
    CannotBeSilenced for the staff.
    """
    if not limits.SILENCE_SHORTEST <= minutes <= limits.SILENCE_LONGEST:
        raise InvalidInput(f"Choose {limits.SILENCE_SHORTEST} to {limits.SILENCE_LONGEST} minutes.")
    lock_person(user_id)
    person: Any = get_user_model().objects.filter(pk=user_id, anonymised_at=None).first()
    if person is None:
        raise NotFound("There is no player with this id.")
    if person.is_staff:
        raise CannotBeSilenced
    now = timezone.now()
    _lift(user_id, moderator_id, channel=channel)
    ends = now + timedelta(minutes=minutes)
    made = {"by_id": moderator_id, "channel": channel, "reason": reason, "began_at": now, "until": ends}
    return Silence.objects.create(user_id=user_id, **made)


@transaction.atomic
def lift_silence(*, user_id: uuid.UUID, moderator_id: uuid.UUID) -> None:
    """Give somebody their voice back on all channels. Once more changes nothing."""
    lock_person(user_id)
    _lift(user_id, moderator_id)


def _lift(user_id: uuid.UUID, moderator_id: uuid.UUID, *, channel: str = Mute.Channel.ALL) -> None:
    now = timezone.now()
    binding = Silence.objects.filter(user_id=user_id).in_force(now)
    if channel:
        binding = binding.filter(channel=channel)
    binding.update(lifted_at=now, lifted_by_id=moderator_id)
