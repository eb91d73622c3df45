from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from common.backoffice import Act, DaysByHourFilter, DaysFilter, ReadOnlyAdmin, Tone, person_lines, tag, two_lines
from common.backoffice.people import people_called
from common.errors import Conflict
from common.ids import as_addressed, is_short_id, lookup
from worlds.admin.filters import TierFilter
from worlds.admin.log import log_page, nine_reached
from worlds.models import GameSession
from worlds.services.games.replay import verify_game

STATUS_TONES: dict[str, Tone] = {"active": "good", "completed": "quiet", "abandoned": "warn"}


class LogDiffers(Conflict):
    code = "log_differs"


def verify_session(_request: HttpRequest, session: GameSession, _data: Mapping[str, Any]) -> str:
    outcome = verify_game(session=session)
    difference = outcome["first_difference"]
    if difference is not None:
        raise LogDiffers(
            f"The log does not match at record {difference['number']} (turn {difference['turn']}): "
            f"replaying gives {difference['expected']}, but {difference['found']} is stored."
        )
    return f"The log is intact: replaying it to turn {outcome['turns']} gives the stored hash {outcome['state_hash'][:12]}…"


@admin.register(GameSession)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("named", "player", "scenario", "progress", "state_of_play", "last_turn_at")
    list_filter = (
        ("revision__scenario", RelatedDropdownFilter),
        ("status", ChoicesDropdownFilter),
        ("game_mode", ChoicesDropdownFilter),
        TierFilter,
        ("last_turn_at", DaysByHourFilter),
        ("created_at", DaysFilter),
    )
    search_fields = ("short_id",)
    search_help_text = "Game id or player name"
    ordering = ("-last_turn_at",)
    acts = (
        Act(
            name="verify",
            label="Verify log",
            icon="verified",
            permission="worlds.view_turnrecord",
            perform=verify_session,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[GameSession]:
        games = super().get_queryset(request).select_related("user", "revision__scenario")
        return games.defer("state", "user__password", "revision__content_text", "revision__report")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> GameSession | None:
        """A game by either form of its id."""
        return self.get_queryset(request).filter(**lookup(as_addressed(object_id), "ses")).first()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[GameSession], search_term: str
    ) -> tuple[QuerySet[GameSession], bool]:
        """By id, or else by player: the players are looked up first, so that an index finds their games."""
        term = search_term.strip()
        if not term:
            return queryset, False
        if is_short_id(term, "ses"):
            return queryset.filter(short_id=term), False
        return queryset.filter(by_uuid(term) | Q(user_id__in=people_called(term))), False

    def name_of(self, row: GameSession) -> str:
        return f"{row.user} in {row.revision.scenario.name}"

    @admin.display(description="Game")
    def named(self, game: GameSession) -> SafeString:
        return two_lines(game.short_id, f"{game.character_name}, {game.game_mode}")

    @admin.display(description="Player")
    def player(self, game: GameSession) -> SafeString:
        return person_lines(game.user)

    @admin.display(description="Scenario")
    def scenario(self, game: GameSession) -> SafeString:
        return two_lines(game.revision.scenario.name, f"revision {game.revision.number}")

    @admin.display(description="Progress")
    def progress(self, game: GameSession) -> SafeString:
        tier = "" if game.tier == "none" else f", {game.tier}"
        return two_lines(
            f"{game.turns_played} turn{pluralize(game.turns_played)}", f"{len(game.cells)} of 9 cells{tier}"
        )

    @admin.display(description="State")
    def state_of_play(self, game: GameSession) -> SafeString:
        return tag(game.ending_type or game.status, STATUS_TONES.get(game.status, "quiet"))

    def page_of(self, request: HttpRequest, row: GameSession) -> dict[str, Any]:
        may_read = request.user.has_perm("worlds.view_turnrecord")
        standing = stands_at(row)
        return {
            "standing": standing,
            "standing_query": urlencode({"show": standing}),
            "cells": nine_reached(row),
            "state": json.dumps(row.state, ensure_ascii=False, indent=2),
            "log": log_page(row, wanted=request.GET.get("page", "")) if may_read else None,
        }


def stands_at(game: GameSession) -> str:
    """The ending that was reached, or the node that waits; read with care, as a row may have been tampered with."""
    player = game.state.get("player", {}) if isinstance(game.state, dict) else {}
    return game.ending_id or str(player.get("node", "?") if isinstance(player, dict) else "?")


def by_uuid(term: str) -> Q:
    try:
        return Q(pk=uuid.UUID(term))
    except ValueError:
        return Q(pk__in=[])
