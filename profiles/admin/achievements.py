"""The achievements and who has them; they are awarded by rules alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import RelatedDropdownFilter

from common.backoffice import DaysFilter, ReadOnlyAdmin, person_lines, two_lines
from profiles.models import Achievement, PlayerAchievement
from profiles.rules.achievements import BY_CODE

NEWEST = 20  # awards on an achievement's page


@admin.register(Achievement)
class AchievementAdmin(ReadOnlyAdmin):
    list_display = ("named", "holders", "share", "counted_at")
    search_fields = ("code",)
    search_help_text = "Code"
    ordering = ("-holders", "pk")

    @admin.display(description="Achievement", ordering="code")
    def named(self, achievement: Achievement) -> SafeString:
        return named_achievement(achievement)

    @admin.display(description="Share of players")
    def share(self, achievement: Achievement) -> str:
        return f"{100 * achievement.holders / max(1, achievement.players):.1f}%"

    def page_of(self, request: HttpRequest, row: Achievement) -> dict[str, Any]:
        return {
            "rule": BY_CODE.get(row.code),
            "share": self.share(row),
            "awards": awards_of(row) if request.user.has_perm("profiles.view_playerachievement") else None,
        }


@admin.register(PlayerAchievement)
class AwardAdmin(ReadOnlyAdmin):
    list_display = ("player", "named", "earned_at", "created_at")
    list_display_links = None  # all that there is to an award stands in its line
    list_filter = (("achievement", RelatedDropdownFilter), ("earned_at", DaysFilter))
    search_fields = ("=user__short_id", "=user__username")
    search_help_text = "Player's id or username"
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlayerAchievement]:
        awards: QuerySet[PlayerAchievement] = super().get_queryset(request)
        return awards.select_related("user", "achievement").defer("user__password")

    @admin.display(description="Player")
    def player(self, award: PlayerAchievement) -> SafeString:
        return person_lines(award.user)

    @admin.display(description="Achievement")
    def named(self, award: PlayerAchievement) -> SafeString:
        return named_achievement(award.achievement)


def named_achievement(achievement: Achievement) -> SafeString:
    rule = BY_CODE.get(achievement.code)
    return two_lines(
        rule.name if rule else achievement.code, rule.how if rule else "No rule awards this achievement any more."
    )


def awards_of(achievement: Achievement) -> QuerySet[PlayerAchievement]:
    return achievement.awards.select_related("user").defer("user__password").order_by("-pk")[:NEWEST]
