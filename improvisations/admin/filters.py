"""What the queue is picked and ordered by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from common.backoffice.claims import ClaimFilter
from common.backoffice.listing import ChoiceFilter, WaitingFilter, WordsFilter
from common.backoffice.people import people_called
from improvisations.models import Improvisation
from improvisations.models.improvisations import PENDING
from worlds.models import Scenario
from worlds.rules.grid import CELLS

BAND: Final = 20

ORDERS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "best": ("best first", ("-score", "submitted_at")),
    "oldest": ("oldest first", ("submitted_at",)),
    "newest": ("newest first", ("-submitted_at",)),
    "risk": ("riskiest first", ("-moderation_score", "submitted_at")),
    "endorsed": ("most endorsed first", ("-endorsement_count", "submitted_at")),
}
AGES: Final = {
    "1": "more than a day",
    "3": "more than three days",
    "7": "more than a week",
    "30": "more than a month",
}


class StatusFilter(WaitingFilter):
    title = "status"
    parameter_name = "status"
    waiting = Q(status__in=PENDING)

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        each = {value: (str(label).lower(), Q(status=value)) for value, label in Improvisation.Status.choices}
        return {**each, "all": ("all", Q())}


class ScenarioFilter(ChoiceFilter):
    title = "scenario"
    parameter_name = "scenario"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Scenario.objects.order_by("name").values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        # Its row is looked up first, so that an index of numbers serves.
        slug = self.value()
        return queryset.filter(scenario__in=list(Scenario.objects.filter(slug=slug))) if slug else queryset


class LanguageFilter(ChoiceFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Scenario.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(language, language) for language in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        language = self.value()
        return queryset.filter(scenario__in=list(Scenario.objects.filter(language=language))) if language else queryset


class NodeFilter(WordsFilter):
    title = "node"
    parameter_name = "node"

    def condition(self, words: str) -> Q:
        return Q(node_id=words)


class CellFilter(ChoiceFilter):
    title = "cell"
    parameter_name = "cell"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {cell: (cell, Q(classification=cell)) for cell in CELLS}


class ScoreFilter(ChoiceFilter):
    title = "score"
    parameter_name = "score"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        bands = [(low, low + BAND - (low + BAND < 100)) for low in range(80, -1, -BAND)]
        return {str(low): (f"{low} to {high}", Q(score__range=(low, high))) for low, high in bands}


class AgeFilter(ChoiceFilter):
    title = "waiting time"
    parameter_name = "age"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        now = timezone.now()
        return {days: (label, Q(submitted_at__lt=now - timedelta(days=int(days)))) for days, label in AGES.items()} | {
            "0": ("less than a day", Q(submitted_at__gte=now - timedelta(days=1)))
        }


class AuthorFilter(WordsFilter):
    title = "author"
    parameter_name = "author"

    def condition(self, words: str) -> Q:
        return Q(author_id__in=people_called(words))


class HitsFilter(ChoiceFilter):
    title = "text filter"
    parameter_name = "hits"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"yes": ("something noticed", Q(is_flagged=True)), "no": ("nothing noticed", Q(is_flagged=False))}


class AlikeFilter(ChoiceFilter):
    title = "near duplicate"
    parameter_name = "alike"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {
            "yes": ("yes", Q(near_duplicate_of__isnull=False)),
            "no": ("no", Q(near_duplicate_of__isnull=True)),
        }


class OrderFilter(ChoiceFilter):
    """No filter, but the one way to let a parameter through that the admin itself does not know."""

    title = "order"
    parameter_name = "by"
    none = "best first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {name: (label, Q()) for name, (label, _) in ORDERS.items()}


FILTERS: Final = (
    OrderFilter,
    StatusFilter,
    ScenarioFilter,
    LanguageFilter,
    NodeFilter,
    CellFilter,
    ScoreFilter,
    AgeFilter,
    AuthorFilter,
    ClaimFilter,
    HitsFilter,
    AlikeFilter,
)
PARAMETERS: Final = frozenset({"q", *(str(each.parameter_name) for each in FILTERS)})
