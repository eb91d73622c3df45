"""What reports are picked and ordered by."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from common.backoffice.listing import ChoiceFilter, WaitingFilter, WordsFilter
from common.backoffice.people import people_called
from worlds.models import Report


class StatusFilter(WaitingFilter):
    title = "status"
    parameter_name = "status"
    none = "open"
    waiting = Q(status=Report.Status.OPEN)

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {
            "resolved": ("resolved", Q(status="resolved")),
            "dismissed": ("dismissed", Q(status="dismissed")),
            "all": ("all", Q()),
        }


class KindFilter(ChoiceFilter):
    title = "kind"
    parameter_name = "kind"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {value: (str(label).lower(), Q(kind=value)) for value, label in Report.Kind.choices}


class PersonFilter(WordsFilter):
    title = "reported player"
    parameter_name = "about"

    def condition(self, words: str) -> Q:
        return Q(about__in=people_called(words))


class OrderFilter(ChoiceFilter):
    title = "order"
    parameter_name = "by"
    none = "most urgent first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"oldest": ("oldest first", Q()), "newest": ("newest first", Q())}
