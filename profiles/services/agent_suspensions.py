"""Agents are shut with the person that answers for them, and opened with them. Each act assumes a transaction and the owner's row locked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from common.admin_log import keep_deed
from common.errors import Conflict
from profiles.models import AgentBehavior, Suspension, User

WITH_OWNER = "Suspended with its owner."
OPEN_WITH_OWNER = "Suspension of its owner lifted."


class OwnerIsSuspended(Conflict):
    message = "The owner of this agent is suspended. Lift that suspension first."


def shut_agents(*, suspension: Suspension, moderator_id: uuid.UUID) -> None:
    """Shut the agents of whoever was suspended, for as long. Locks their accounts in the order of their ids."""
    for agent in _locked(AgentBehavior.objects.filter(owner=suspension.user).values_list("pk", flat=True)):
        Suspension.objects.create(
            user=agent,
            by_id=moderator_id,
            reason_text=suspension.reason_text,
            with_owner=suspension,
            began_at=suspension.began_at,
            until=suspension.until,
        )
        _stand_as_suspended(agent)
        keep_deed(by_id=moderator_id, row=agent, deed=WITH_OWNER)


def open_agents(*, owner: User, moderator_id: uuid.UUID, now: datetime) -> None:
    """End what shut agents together with a person whose suspension is lifted. Locks their accounts in the order of their ids."""
    shut = holding_suspensions(now).filter(with_owner__user=owner)
    agents = _locked(shut.values_list("user_id", flat=True))
    shut.update(lifted_at=now, lifted_by=moderator_id)
    for agent in agents:
        _stand_as_suspended(agent)
        keep_deed(by_id=moderator_id, row=agent, deed=OPEN_WITH_OWNER)


def holding_suspensions(now: datetime) -> QuerySet[Suspension]:
    """The suspensions that hold at this moment (aware)."""
    return Suspension.objects.filter(Q(until=None) | Q(until__gt=now), lifted_at=None)


def require_owner_open(agent: User) -> None:
    """Raises OwnerIsSuspended."""
    row = AgentBehavior.objects.select_related("owner").filter(user=agent).first()
    if row is not None and row.owner is not None and row.owner.suspended_at is not None:
        raise OwnerIsSuspended


def _locked(ids: Iterable[uuid.UUID]) -> list[User]:
    return list(User.objects.select_for_update().filter(pk__in=set(ids), anonymised_at=None).order_by("pk"))


def _stand_as_suspended(agent: User) -> None:
    """Shut or open an account, as those of its suspensions say that hold now: until the last of them is over."""
    found = list(holding_suspensions(timezone.now()).filter(user=agent).order_by("began_at"))
    ends = [each.until for each in found if each.until is not None]
    agent.is_active = not found
    agent.suspended_at = found[0].began_at if found else None
    agent.suspended_until = max(ends) if found and len(ends) == len(found) else None
    agent.save(update_fields=["is_active", "suspended_at", "suspended_until"])
