"""What the filter's findings are picked and ordered by."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from common.backoffice.listing import ChoiceFilter, WaitingFilter, WordsFilter
from common.backoffice.people import people_called
from worlds.models import ModerationRecord


class SeenFilter(WaitingFilter):
    title = "status"
    parameter_name = "seen"
    waiting = Q(seen_at=None)

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"yes": ("seen", Q(seen_at__isnull=False)), "all": ("all", Q())}


class ActionFilter(ChoiceFilter):
    title = "action"
    parameter_name = "action"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {value: (str(label).lower(), Q(action=value)) for value, label in ModerationRecord.Action.choices}


class DoorFilter(ChoiceFilter):
    title = "where"
    parameter_name = "door"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {
            "world": ("shared world", Q(world__isnull=False)),
            "alone": ("solo game", Q(world=None, session__isnull=False)),
            "cosmos": ("cosmos", Q(world=None, session=None)),
        }


class AuthorFilter(WordsFilter):
    title = "author"
    parameter_name = "author"

    def condition(self, words: str) -> Q:
        return Q(author_id__in=people_called(words))


class WorldFilter(WordsFilter):
    title = "world id"
    parameter_name = "world"

    def condition(self, words: str) -> Q:
        return Q(world__short_id=words)


class OrderFilter(ChoiceFilter):
    title = "order"
    parameter_name = "by"
    none = "newest first"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        return {"oldest": ("oldest first", Q()), "grave": ("most severe first", Q())}
