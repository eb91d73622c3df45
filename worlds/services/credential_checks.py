"""Which credentials still let in: asked when a stream is opened, and again while it lasts."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Exists
from django.utils import timezone

from common.credentials import Credential
from common.models import EndedFamily
from common.prepared.select import Query, Select


def trusted_credentials(credentials: Collection[Credential]) -> set[Credential]:
    """Those of them that still let in; at most three queries."""
    now = timezone.now()
    seals = _seals({one.user_id for one in credentials})
    sessions = _sessions({one.session_key for one in credentials if one.session_key})
    ended = _ended({one.family for one in credentials if one.family})
    return {
        one
        for one in credentials
        if seals.get(one.user_id) == one.seal
        and (one.expires_at is None or one.expires_at > now)
        and (not one.session_key or one.session_key in sessions)
        and one.family not in ended
    }


def _seals(user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What each account's credentials must be sealed with; without those that may not enter any more."""
    people = get_user_model().objects.filter(pk__in=user_ids)
    return {person.pk: person.get_session_auth_hash() for person in people if person.is_active}


def _sessions(keys: Collection[str]) -> set[str]:
    """Those of these browser sessions that last."""
    if not keys:
        return set()
    lasting = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return set(lasting.values_list("session_key", flat=True))


def _ended(families: Collection[str]) -> set[str]:
    """Those of these families of tokens that have ended."""
    if not families:
        return set()
    return set(EndedFamily.objects.filter(pk__in=families).values_list("pk", flat=True))


def _standing_of(pk: uuid.UUID, family: str, key: str, now: datetime) -> Any:
    ended = Exists(EndedFamily.objects.filter(pk=family))
    lasts = Exists(Session.objects.filter(session_key=key, expire_date__gt=now))
    return get_user_model().objects.filter(pk=pk).annotate(has_ended=ended, lasts=lasts)


STANDING: Final[Select[Any]] = Select(_standing_of, pk=uuid.UUID, family=str, key=str, now=datetime)


def standing_query(one: Credential) -> Query:
    """What `is_trusted` asks of one credential, on an event loop."""
    return STANDING(pk=one.user_id, family=one.family, key=one.session_key, now=timezone.now())


def is_trusted(one: Credential, raw: Sequence[Sequence[object]]) -> bool:
    """Whether it still lets in, by what `standing_query` read: as `trusted_credentials` says."""
    account = STANDING.first(raw)
    if account is None or not account.is_active or account.get_session_auth_hash() != one.seal:
        return False
    if one.expires_at is not None and one.expires_at <= timezone.now():
        return False
    return not account.has_ended and (not one.session_key or account.lasts)
