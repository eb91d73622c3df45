from typing import Any

from django.db.models import Q, QuerySet
from django_filters.filters import CharFilter, ChoiceFilter, OrderingFilter
from django_filters.rest_framework.filterset import FilterSet

from worlds import limits
from worlds.models import GameSession, SharedWorld
from worlds.services.membership import directory


class GameFilter(FilterSet):
    status = ChoiceFilter(choices=GameSession.Status.choices)
    scenario_id = CharFilter(field_name="revision__scenario__slug", max_length=limits.SLUG)
    game_mode = ChoiceFilter(choices=GameSession.Mode.choices)

    class Meta:
        model = GameSession
        fields = ("status", "scenario_id", "game_mode")


class WorldFilter(FilterSet):
    scenario_id = CharFilter(field_name="scenario__slug", max_length=limits.SLUG)
    game_mode = ChoiceFilter(choices=SharedWorld.Mode.choices)
    # A choice, as the library takes any other word for no wish at all.
    has_room = ChoiceFilter(choices=(("true", "true"), ("false", "false")), method="by_room")
    search = CharFilter(
        method="by_words",
        max_length=limits.WORLD_SEARCH,
        label="Text in the scenario's name, or the start of a world's id.",
    )
    # By what the reader may know of each: the order would tell the rest.
    ordering = OrderingFilter(
        fields=(
            ("created_at", "created_at"),
            ("known_activity", "last_activity_at"),
            ("known_players", "player_count"),
            ("known_turn", "turn"),
        )
    )

    class Meta:
        model = SharedWorld
        fields = ("scenario_id", "game_mode")

    def filter_queryset(self, queryset: QuerySet[SharedWorld]) -> Any:
        """In the order that is asked for, and no host's worlds before everybody else's."""
        wanted: Any = super().filter_queryset(queryset)  # type: ignore[no-untyped-call]  # the library has no types
        return directory.in_fair_order(wanted)

    def by_room(self, worlds: QuerySet[SharedWorld], _name: str, value: str) -> QuerySet[SharedWorld]:
        status = SharedWorld.Status.ACTIVE if value == "true" else SharedWorld.Status.FULL
        return worlds.filter(Q(known_status=status))

    def by_words(self, worlds: QuerySet[SharedWorld], _name: str, value: str) -> QuerySet[SharedWorld]:
        return worlds.filter(Q(scenario__name__icontains=value) | Q(short_id__startswith=value))
