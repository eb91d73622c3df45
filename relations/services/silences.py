"""Silences: moderators take somebody's voice for a while. `require_not_silenced` is asked by everything that lets people say something."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from common.errors import Conflict, Forbidden, InvalidInput, NotFound
from relations import limits
from relations.models import Silence
from relations.services.people import lock_person


class Silenced(Forbidden):
    """`details`: until (aware, UTC) and reason."""

    code = "silenced"
    message = "A moderator has muted you. You can play, but not talk."


class CannotBeSilenced(Conflict):
    code = "cannot_be_silenced"
    message = "Staff cannot be muted."


def require_not_silenced(user_id: uuid.UUID) -> None:
    """Raises Silenced while a moderator's silence binds this person. One query."""
    silence = silence_of(user_id)
    if silence is not None:
        raise Silenced(until=silence.until.isoformat(), reason=silence.reason)


def silence_of(user_id: uuid.UUID) -> Silence | None:
    """The silence that binds somebody now and ends last."""
    return Silence.objects.filter(user_id=user_id).in_force(timezone.now()).order_by("-until").first()


@transaction.atomic
def silence_player(*, user_id: uuid.UUID, moderator_id: uuid.UUID, minutes: int, reason: str) -> Silence:
    """Take somebody's voice in every world. It replaces one that binds them already.

    Whether somebody may do so is a permission, and asked at the door. Raises NotFound, InvalidInput for the minutes,
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
    _lift(user_id, moderator_id)
    ends = now + timedelta(minutes=minutes)
    return Silence.objects.create(user_id=user_id, by_id=moderator_id, reason=reason, began_at=now, until=ends)


@transaction.atomic
def lift_silence(*, user_id: uuid.UUID, moderator_id: uuid.UUID) -> None:
    """Give somebody their voice back. Once more changes nothing."""
    lock_person(user_id)
    _lift(user_id, moderator_id)


def _lift(user_id: uuid.UUID, moderator_id: uuid.UUID) -> None:
    now = timezone.now()
    Silence.objects.filter(user_id=user_id).in_force(now).update(lifted_at=now, lifted_by_id=moderator_id)
