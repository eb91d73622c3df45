"""Shared worlds in the back office: who is there, what was said and done, and the little that the staff decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from common.backoffice import Act, DaysByHourFilter, ReadOnlyAdmin, Tone, note, person_lines, tag, two_lines
from common.backoffice.people import people_called
from common.ids import as_addressed, is_short_id, lookup
from worlds import limits
from worlds.admin.critical_items import MAINTENANCE, WORLD_POLICIES, newest_recoveries
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.seat_numbers import change_seats
from worlds.services.staff_feed import newest_lines

TONES: dict[str, Tone] = {"active": "good", "full": "warn", "archived": "quiet"}


class SeatsForm(forms.Form):
    seats = forms.IntegerField(
        min_value=limits.FEWEST_SEATS,
        max_value=limits.STAFF_SEATS,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=f"At most {limits.STAFF_SEATS}, and no fewer than are taken.",
    )


def archive_world(request: HttpRequest, world: SharedWorld, _data: Mapping[str, Any]) -> str:
    archive_any(world_id=world.pk)
    note(request, world, "Archived.")
    return f"The world {world} has ended. Its stories stay readable."


def set_seats(request: HttpRequest, world: SharedWorld, data: Mapping[str, Any]) -> str:
    changed = change_seats(world_id=world.pk, seats=data["seats"])
    note(request, world, f"Seats set to {changed.max_players}.")
    return f"The world {world} has {changed.max_players} seats now."


def is_open(world: Any) -> bool:
    return not world.is_archived


@admin.register(SharedWorld)
class WorldAdmin(ReadOnlyAdmin):
    list_display = ("named", "scenario_played", "seats", "hosted_by", "state_of_play", "last_activity_at")
    list_filter = (
        ("scenario", RelatedDropdownFilter),
        ("status", ChoicesDropdownFilter),
        ("visibility", ChoicesDropdownFilter),
        ("game_mode", ChoicesDropdownFilter),
        ("last_activity_at", DaysByHourFilter),
    )
    search_fields = ("short_id",)
    search_help_text = "World id, or the name of somebody who is or was there"
    ordering = ("-last_activity_at",)
    acts = (
        Act(
            name="seats",
            label="Change seats",
            icon="event_seat",
            permission="worlds.change_sharedworld",
            perform=set_seats,
            fits=is_open,
            form=SeatsForm,
            initial=lambda world: {"seats": world.max_players},
        ),
        WORLD_POLICIES,
        MAINTENANCE,
        Act(
            name="archive",
            label="Archive",
            icon="inventory_2",
            permission="worlds.change_sharedworld",
            perform=archive_world,
            fits=is_open,
            warning="Nobody can play in this world afterwards. Its players keep their stories and can continue alone.",
            tone="danger",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[SharedWorld]:
        worlds = super().get_queryset(request).select_related("scenario", "host", "revision")
        return worlds.defer("world_state", "revision__content_text", "revision__report", "host__password")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> SharedWorld | None:
        """A world by either form of its id."""
        return self.get_queryset(request).filter(**lookup(as_addressed(object_id), "wld")).first()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[SharedWorld], search_term: str
    ) -> tuple[QuerySet[SharedWorld], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        if is_short_id(term, "wld"):
            return queryset.filter(short_id=term), False
        return queryset.filter(participants__user_id__in=people_called(term)).distinct(), False

    def name_of(self, row: SharedWorld) -> str:
        return f"{row.scenario.name}, hosted by {row.host}"

    @admin.display(description="World")
    def named(self, world: SharedWorld) -> SafeString:
        return two_lines(world.short_id, f"{world.visibility}, {world.game_mode}")

    @admin.display(description="Scenario")
    def scenario_played(self, world: SharedWorld) -> str:
        return world.scenario.name

    @admin.display(description="Seats taken")
    def seats(self, world: SharedWorld) -> str:
        return f"{world.player_count} of {world.max_players}"

    @admin.display(description="Host")
    def hosted_by(self, world: SharedWorld) -> SafeString:
        return person_lines(world.host)

    @admin.display(description="State")
    def state_of_play(self, world: SharedWorld) -> SafeString:
        return tag(world.status, TONES.get(world.status, "quiet"))

    def page_of(self, request: HttpRequest, row: SharedWorld) -> dict[str, Any]:
        before = request.GET.get("before", "")
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
        may_read = request.user.has_perm("worlds.view_turnrecord")
        return {
            "tone": TONES.get(row.status, "quiet"),
            "people": row.participants.select_related("user", "session").order_by(
                F("left_at").desc(nulls_first=True), "joined_at"
            )[:200],
            "bans": row.bans.select_related("user").order_by("-created_at")[:50],
            "feed": newest_lines(world_id=row.pk, before=number) if may_read else None,
            "before": number,
            "places": {place.id: place.name for place in compiled_scenario(row.revision).locations.values()},
            "recoveries": newest_recoveries(row),
            "state": json.dumps(row.world_state, ensure_ascii=False, indent=2),
            "reads_people": request.user.has_perm("profiles.view_user"),
            "reads_games": request.user.has_perm("worlds.view_gamesession"),
        }
