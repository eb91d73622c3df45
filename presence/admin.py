"""The back office of presence: who is here, and where. Nothing is changed by hand: what people show is theirs to say."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import BooleanRadioFilter, ChoicesDropdownFilter, DropdownFilter

from common.backoffice import ReadOnlyAdmin, Tone, person_lines, tag, tags, two_lines
from presence.models import PlayerPresence
from presence.rules import Status
from presence.services.attendance import presence_status, sign_bounds

TONES: Final[dict[str, Tone]] = {"online": "good", "idle": "warn", "offline": "quiet"}


class StatusFilter(DropdownFilter):
    """By how people stand at this moment, and not by what was last announced of them."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(status.value, status.value) for status in Status]

    def queryset(self, request: HttpRequest, queryset: QuerySet[PlayerPresence]) -> QuerySet[PlayerPresence]:
        now = timezone.now()
        quiet, gone = now - sign_bounds().idle, now - sign_bounds().offline
        match self.value():
            case Status.ONLINE:
                return queryset.filter(last_heartbeat__gt=quiet)
            case Status.IDLE:
                return queryset.filter(last_heartbeat__lte=quiet, last_heartbeat__gt=gone)
            case Status.OFFLINE:
                return queryset.exclude(last_heartbeat__gt=gone)
        return queryset


@admin.register(PlayerPresence)
class PresenceAdmin(ReadOnlyAdmin):
    list_display = ("person", "stands", "where", "shows", "last_heartbeat")
    list_filter = (
        StatusFilter,
        ("chosen", ChoicesDropdownFilter),
        ("visible", BooleanRadioFilter),
    )
    search_fields = ("user__username", "user__display_name", "=user__short_id", "=scenario")
    search_help_text = "Name, id or scenario id"
    ordering = ("-last_heartbeat",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlayerPresence]:
        found: QuerySet[PlayerPresence] = super().get_queryset(request).filter(last_heartbeat__isnull=False)
        return found.select_related("user").defer("user__password")

    @admin.display(description="Player", ordering="user__username")
    def person(self, presence: PlayerPresence) -> SafeString:
        return person_lines(presence.user)

    @admin.display(description="Status")
    def stands(self, presence: PlayerPresence) -> SafeString:
        return marks_of(presence)

    @admin.display(description="Plays", ordering="scenario")
    def where(self, presence: PlayerPresence) -> SafeString:
        if not presence.scenario:
            return tag("nothing")
        return two_lines(presence.scenario, f"{presence.game_mode}, {presence.location}, turn {presence.turn}")

    @admin.display(description="Shown as online", ordering="visible")
    def shows(self, presence: PlayerPresence) -> SafeString:
        return tag("yes", "good") if presence.visible else tag("no")

    def page_of(self, request: HttpRequest, row: PlayerPresence) -> dict[str, Any]:
        return {"marks": marks_of(row), "may_see_games": request.user.has_perm("worlds.view_gamesession")}


def marks_of(presence: PlayerPresence) -> SafeString:
    """How somebody stands now, and beside it what they say of themselves."""
    stands = presence_status(presence)
    found: list[tuple[str, Tone]] = [(stands.status.value, TONES[stands.status])]
    return tags(found if stands.chosen == "online" else [*found, (str(stands.chosen), "quiet")])
