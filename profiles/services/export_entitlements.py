"""What somebody was given access to, in the export of their account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from profiles.models import User
from worlds.models import Entitlement


def export_entitlements(user: User) -> Iterator[Mapping[str, Any]]:
    """One row for each entitlement, oldest first."""
    for kept in Entitlement.objects.filter(user=user).select_related("scenario").order_by("created_at"):
        yield {
            "scenario_id": kept.scenario.slug,
            "by_code": kept.code is not None,
            "since": kept.created_at,
            "withdrawn_at": kept.withdrawn_at,
        }
