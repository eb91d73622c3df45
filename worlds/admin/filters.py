"""What games are picked by."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from worlds.models import GameSession

TIERS: Final = ("none", "bronze", "silver", "gold")


class TierFilter(DropdownFilter):
    title = "tier"
    parameter_name = "tier"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(tier, tier) for tier in TIERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[GameSession]) -> QuerySet[GameSession]:
        return queryset.filter(tier=self.value()) if self.value() else queryset
