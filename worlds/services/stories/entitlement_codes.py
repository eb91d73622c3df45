"""Codes that entitle whoever redeems them first: signed with the site's key, for one scenario, until a day."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.errors import Conflict, InvalidInput
from worlds.models import Entitlement, Scenario
from worlds.services.budgets import CODES
from worlds.services.stories.entitlements import entitlements_of, give_entitlement

SALT: Final = "worlds.entitlement"
ID_BYTES: Final = 12


class CodeInvalid(InvalidInput):
    code = "code_invalid"
    message = "This code is not valid. Check that you copied all of it."


class CodeUsed(Conflict):
    code = "code_used"
    message = "This code has already been redeemed."


@dataclass(frozen=True, slots=True)
class EntitlementCode:
    """What a code says: its own id, a scenario's id, and until when it can be redeemed (UTC)."""

    id: str
    scenario: str
    until: datetime


def new_code(*, scenario: Scenario, days: int) -> str:
    """A code that can be redeemed once, for so many days. It is stored nowhere."""
    until = int((timezone.now() + timedelta(days=days)).timestamp())
    return signing.dumps([secrets.token_urlsafe(ID_BYTES), scenario.slug, until], salt=SALT, compress=False)


def redeem_code(*, user_id: uuid.UUID, code: str) -> Entitlement:
    """Entitle a player by a code. Who has access already keeps the code unused, and may redeem their own again.

    Raises RateLimited; CodeInvalid for a code that is expired, or was not made here; CodeUsed for somebody else's.
    """
    CODES.spend(str(user_id))
    told = _read(code)
    scenario = Scenario.objects.filter(slug=told.scenario).first()
    if scenario is None:
        raise CodeInvalid("The story of this code is no longer here.")
    try:
        with transaction.atomic():
            return _redeemed(user_id, scenario, told)
    except IntegrityError:  # somebody else redeemed it at the same moment
        raise CodeUsed from None


def _redeemed(user_id: uuid.UUID, scenario: Scenario, told: EntitlementCode) -> Entitlement:
    used = Entitlement.objects.filter(code=told.id).first()
    own = entitlements_of(user_id=user_id).filter(scenario=scenario).first()
    if own is not None and (used is None or used.pk == own.pk):
        return own
    if used is not None:
        raise CodeUsed
    if told.until <= timezone.now():
        raise CodeInvalid(f"This code expired on {told.until:%d %B %Y}.")
    return give_entitlement(user_id=user_id, scenario=scenario, code=told.id)


def _read(code: str) -> EntitlementCode:
    try:
        match signing.loads(code.strip(), salt=SALT):
            case [str() as identity, str() as scenario, int() as until]:
                return EntitlementCode(identity, scenario, datetime.fromtimestamp(until, tz=UTC))
            case _:
                raise CodeInvalid
    except signing.BadSignature:
        raise CodeInvalid from None
