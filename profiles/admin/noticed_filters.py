"""What the filter's findings are picked and ordered by."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from common.backoffice.listing import ChoiceFilter, WordsFilter
from profiles.admin.report_filters import called
from worlds.models import ModerationRecord


class SeenFilter(ChoiceFilter):
    """Without a choice the list shows what waits; a search looks everywhere."""

    title = "standing"
    parameter_name = "seen"
    none = "waiting"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"yes": ("seen", Q(seen_at__isnull=False)), "all": ("all of them", Q())}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None and not request.GET.get("q", "").strip():
            return queryset.filter(seen_at=None)
        return super().queryset(request, queryset)


class ActionFilter(ChoiceFilter):
    title = "what was done"
    parameter_name = "action"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {value: (str(label).lower(), Q(action=value)) for value, label in ModerationRecord.Action.choices}


class DoorFilter(ChoiceFilter):
    title = "said in"
    parameter_name = "door"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"world": ("a shared world", Q(world__isnull=False)), "alone": ("a game alone", Q(world=None))}


class AuthorFilter(WordsFilter):
    title = "author"
    parameter_name = "author"

    def condition(self, words: str) -> Q:
        return Q(author_id__in=called(words))


class WorldFilter(WordsFilter):
    title = "world (its id)"
    parameter_name = "world"

    def condition(self, words: str) -> Q:
        return Q(world__short_id=words)


class OrderFilter(ChoiceFilter):
    title = "order"
    parameter_name = "by"
    none = "newest first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"oldest": ("oldest first", Q()), "grave": ("gravest first", Q())}
