from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import DaysFilter, ReadOnlyAdmin, Tone, tags, two_lines
from common.ids import as_addressed, lookup
from profiles.admin.actions import ACTS
from profiles.admin.filters import KindFilter, StandingFilter
from profiles.models import Renaming, User
from profiles.services import pictures
from profiles.services.agents import behavior_told
from profiles.services.moderation import MODERATORS
from profiles.services.own_agents import agents_of
from worlds.models import GameSession, ModerationRecord

ROWS = 10  # of games and of history on an account's page


@admin.register(User)
class AccountAdmin(ReadOnlyAdmin):
    list_display = ("named", "marks", "short_id", "date_joined", "last_login")
    list_filter = (KindFilter, StandingFilter, ("date_joined", DaysFilter))
    search_fields = ("username", "display_name", "=short_id")
    search_help_text = "Username, display name or id"
    ordering = ("-date_joined",)
    acts = ACTS

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        memberships = User.groups.through.objects.filter(user=OuterRef("pk"), group__name=MODERATORS)
        accounts: QuerySet[User] = super().get_queryset(request)
        return accounts.annotate(is_moderator=Exists(memberships)).defer("password")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> User | None:
        """An account by either form of its id."""
        return self.get_queryset(request).filter(**lookup(as_addressed(object_id), "usr")).first()

    @admin.display(description="Account", ordering="username")
    def named(self, user: User) -> SafeString:
        return two_lines(user, user.username)

    @admin.display(description="Status")
    def marks(self, user: User) -> SafeString:
        return tags(marks_of(user))

    def page_of(self, request: HttpRequest, row: User) -> dict[str, Any]:
        return {
            "marks": tags(marks_of(row)),
            "shows_email": request.user.is_superuser,
            "behavior": behavior_told(row),
            "agents": agents_of(row.pk),
            "picture": pictures.uploaded_version(row),
            "games": games_of(row) if request.user.has_perm("worlds.view_gamesession") else None,
            "history": history_of(row),
            "noticed": noticed_of(row) if request.user.has_perm("worlds.handle_report") else 0,
            "renamings": Renaming.objects.filter(user=row).select_related("by", "names_text")[:ROWS],
            "suspensions": row.suspensions.select_related("by", "lifted_by", "reason_text")[:ROWS],
            "reads_reports": request.user.has_perm("worlds.view_report"),
        }


def marks_of(user: Any) -> list[tuple[str, Tone]]:
    found: list[tuple[bool, str, Tone]] = [
        (user.suspended_at is not None, "suspended", "bad"),
        (user.anonymised_at is not None, "former", "quiet"),
        (not user.is_active and user.suspended_at is None and user.anonymised_at is None, "closed", "warn"),
        (user.is_superuser, "superuser", "good"),
        (user.is_moderator, "moderator", "good"),
        (user.is_staff and not user.is_superuser and not user.is_moderator, "staff", "good"),
        (user.is_guest, "guest", "quiet"),
        (user.is_agent, "agent", "quiet"),
    ]
    return [(word, tone) for applies, word, tone in found if applies] or [("player", "quiet")]


def games_of(user: User) -> QuerySet[GameSession]:
    games = GameSession.objects.owned_by(user.pk).select_related("revision__scenario")
    return games.defer("state", "revision__content_text", "revision__report").latest_first()[:ROWS]


def noticed_of(user: User) -> int:
    return ModerationRecord.objects.filter(author_id=user.pk).count()


def history_of(user: User) -> QuerySet[LogEntry]:
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    return entries.select_related("user").order_by("-action_time")[:ROWS]
