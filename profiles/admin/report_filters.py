"""What reports are picked and ordered by."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from common.backoffice.listing import ChoiceFilter, WordsFilter
from worlds.models import Report


class StatusFilter(ChoiceFilter):
    title = "status"
    parameter_name = "status"
    none = "open"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {
            "resolved": ("resolved", Q(status="resolved")),
            "dismissed": ("dismissed", Q(status="dismissed")),
            "all": ("all of them", Q()),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        is_search = request.GET.get("q", "").strip()
        if self.value() is None and not is_search:
            return queryset.filter(status=Report.Status.OPEN)
        return super().queryset(request, queryset)


class KindFilter(ChoiceFilter):
    title = "about a"
    parameter_name = "kind"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {value: (str(label).lower(), Q(kind=value)) for value, label in Report.Kind.choices}


class ClaimFilter(ChoiceFilter):
    title = "claimed by"
    parameter_name = "claimed"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        held = Q(claimed_by__isnull=False, claim_expires_at__gt=timezone.now())
        return {"me": ("me", held & Q(claimed_by=request.user.pk)), "nobody": ("nobody", ~held)}


class PersonFilter(WordsFilter):
    title = "about"
    parameter_name = "about"

    def condition(self, words: str) -> Q:
        return Q(about__in=called(words))


class OrderFilter(ChoiceFilter):
    title = "order"
    parameter_name = "by"
    none = "oldest first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"newest": ("newest first", Q())}


def called(words: str) -> list[Any]:
    named = Q(username__icontains=words) | Q(display_name__icontains=words) | Q(short_id=words)
    return list(get_user_model().objects.filter(named).values_list("pk", flat=True)[:200])
