from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.rest_framework.filterset import FilterSet

from worlds.models import GameSession


class GameFilter(FilterSet):
    status = ChoiceFilter(choices=GameSession.Status.choices)
    scenario_id = CharFilter(field_name="revision__scenario__slug", max_length=80)
    game_mode = ChoiceFilter(choices=GameSession.Mode.choices)

    class Meta:
        model = GameSession
        fields = ("status", "scenario_id", "game_mode")
