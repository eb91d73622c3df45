from __future__ import annotations

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from common.accounts import is_open
from profiles.models import User

KINDS: Final[dict[str, Q]] = {
    "player": Q(is_guest=False, is_staff=False, anonymised_at__isnull=True),
    "guest": Q(is_guest=True),
    "agent": Q(is_agent=True),
    "moderator": Q(is_moderator=True),
    "staff": Q(is_staff=True),
    "superuser": Q(is_superuser=True),
}
STANDINGS: Final[dict[str, Q]] = {
    "active": is_open(),
    "suspended": Q(suspended_at__isnull=False) & (Q(suspended_until=None) | Q(suspended_until__gt=Now())),
    "closed": Q(is_active=False, suspended_at__isnull=True, anonymised_at__isnull=True),
    "former": Q(anonymised_at__isnull=False),
}


class PickingFilter(DropdownFilter):
    """One of some named conditions."""

    conditions: dict[str, Q]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in self.conditions]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        condition = self.conditions.get(str(self.value()))
        return queryset if condition is None else queryset.filter(condition)


class KindFilter(PickingFilter):
    title = "kind"
    parameter_name = "kind"
    conditions = KINDS


class StandingFilter(PickingFilter):
    title = "status"
    parameter_name = "standing"
    conditions = STANDINGS
