"""Entitlements: what a scenario may ask of those who begin a game of it, how staff grants it, and who has it.

No payment is taken here. A shop grants over `grant_entitlement`, or hands out codes (`entitlement_codes`).
"""

from __future__ import annotations

import uuid

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.errors import Conflict, Forbidden, NotFound
from worlds.models import Entitlement, Scenario


class EntitlementRequired(Forbidden):
    """`details`: scenario_id, and `how` it can be had, a sentence."""

    code = "entitlement_required"
    message = "You need access to this story. Redeem a code for it on the page “Codes”."


HOW = "Redeem a code for this story: on the page “Codes”, or with POST /api/v1/entitlements/redeem."


def require_entitlement(*, user_id: uuid.UUID, scenario: Scenario) -> None:
    """Raises EntitlementRequired unless the scenario is open to everybody, or to this player. One query, none for open ones."""
    if scenario.access == Scenario.Access.OPEN:
        return
    if not entitlements_of(user_id=user_id).filter(scenario_id=scenario.pk).exists():
        raise EntitlementRequired(scenario_id=scenario.slug, how=HOW)


def entitlements_of(*, user_id: uuid.UUID) -> QuerySet[Entitlement]:
    """A player's entitlements that count, with their scenarios, the newest first."""
    return Entitlement.objects.filter(user_id=user_id, withdrawn_at=None).select_related("scenario")


def entitled_slugs(*, user_id: uuid.UUID) -> frozenset[str]:
    """The scenarios to which a player has been given access, by their ids; one query."""
    return frozenset(entitlements_of(user_id=user_id).values_list("scenario__slug", flat=True))


@transaction.atomic
def grant_entitlement(*, user_id: uuid.UUID, scenario_slug: str, granted_by: uuid.UUID | None = None) -> Entitlement:
    """Let a player begin games of a scenario; once more changes nothing. Raises NotFound."""
    return give_entitlement(user_id=user_id, scenario=_named(scenario_slug), granted_by_id=granted_by)


def give_entitlement(*, user_id: uuid.UUID, scenario: Scenario, **about: object) -> Entitlement:
    """The player's entitlement, made where there is none; `about` tells where it comes from. Assumes an open transaction."""
    # Of two at the same moment the second waits here, and finds the first one's row.
    get_user_model().objects.select_for_update(no_key=True).only("pk").get(pk=user_id)
    kept = entitlements_of(user_id=user_id).filter(scenario=scenario).first()
    return kept or Entitlement.objects.create(user_id=user_id, scenario=scenario, **about)


def withdraw_entitlement(*, entitlement_id: int) -> None:
    """Let a player begin no further games; those that they have go on. Raises Conflict for one that is withdrawn."""
    kept = Entitlement.objects.filter(pk=entitlement_id, withdrawn_at=None)
    if not kept.update(withdrawn_at=timezone.now()):
        raise Conflict("This entitlement is already withdrawn.")


def _named(slug: str) -> Scenario:
    scenario = Scenario.objects.filter(slug=slug).first()
    if scenario is None:
        raise NotFound("There is no scenario with this name.", scenario_id=slug)
    return scenario
