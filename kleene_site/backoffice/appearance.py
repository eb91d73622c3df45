"""django-unfold's look in Kleene's colours. The tokens of static/kleene/tokens.css say the same; here they fill unfold's scales."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy

# Light themes draw on the upper half of a scale, dark themes on the lower.
PAPER_AND_INK = {
    "50": "#fbf8f3",
    "100": "#f2ede4",
    "200": "#e6dfd3",
    "300": "#d2c9ba",
    "400": "#a39b8e",
    "500": "#857b6d",
    "600": "#665e53",
    "700": "#3c424d",
    "800": "#2d313a",
    "900": "#1a1d22",
    "950": "#111316",
}
TEAL = {
    "50": "#f1f8f7",
    "100": "#e4f1ef",
    "200": "#bfe0dc",
    "300": "#92d2cb",
    "400": "#86d8d1",
    "500": "#5cc4bb",
    "600": "#0f6a66",
    "700": "#0a524f",
    "800": "#0b4441",
    "900": "#123b39",
    "950": "#17302f",
}
LETTERS = {
    "subtle-light": "#665e53",
    "subtle-dark": "#a9a194",
    "default-light": "#3f3a32",
    "default-dark": "#d5cec2",
    "important-light": "#23201b",
    "important-dark": "#f1ece3",
}


def favicon(_request: HttpRequest) -> str:
    return static("kleene/favicon.svg")


def sheet(name: str) -> Any:
    return lambda _request: static(f"kleene/{name}")


def entry(title: str, icon: str, url_name: str, permission: str, **more: str) -> dict[str, Any]:
    """A line of the sidebar, for those who may see what it leads to; `badge` names what counts the rows that wait there."""
    return {
        **more,
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{url_name}"),
        "permission": lambda request: request.user.has_perm(permission),
    }


def page(title: str, icon: str, url_name: str, permission: str) -> dict[str, Any]:
    """A page of the whole admin, which belongs to no model."""
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(url_name),
        "permission": lambda request: request.user.has_perm(permission),
    }


def overview() -> dict[str, Any]:
    return {"title": "Overview", "icon": "space_dashboard", "link": reverse_lazy("admin:index")}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Kleene",
    "SITE_HEADER": "Kleene",
    "SITE_SUBHEADER": "Admin",
    "SITE_ICON": favicon,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": favicon}],
    "SITE_URL": "/",
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"base": PAPER_AND_INK, "primary": TEAL, "font": LETTERS},
    "STYLES": [sheet("tokens.css"), sheet("admin.css"), sheet("admin_graph.css")],
    "SCRIPTS": [sheet("admin.js")],
    "LOGIN": {"form": "profiles.staff_sign_in.StaffSignIn"},
    "DASHBOARD_CALLBACK": "kleene_site.backoffice.dashboard.overview",
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {"items": [overview()]},
            {
                "title": "Moderation",
                "items": [
                    entry(
                        "Improvisations",
                        "inbox",
                        "improvisations_improvisation_changelist",
                        "improvisations.view_improvisation",
                        badge="kleene_site.backoffice.badges.waiting_improvisations",
                    ),
                    page("Ideas by scene and cell", "bar_chart", "admin-crowds", "improvisations.view_improvisation"),
                    entry(
                        "Reports",
                        "flag",
                        "worlds_report_changelist",
                        "worlds.view_report",
                        badge="kleene_site.backoffice.badges.reported_people",
                    ),
                    entry(
                        "Flagged texts",
                        "visibility",
                        "worlds_moderationrecord_changelist",
                        "worlds.handle_report",
                        badge="kleene_site.backoffice.badges.unseen_texts",
                    ),
                    entry("Comments on stars", "comment", "cosmos_comment_changelist", "worlds.handle_report"),
                    entry("Cosmos messages", "forum", "cosmos_talkline_changelist", "worlds.handle_report"),
                ],
            },
            {
                "title": "Stories",
                "items": [
                    entry("Scenarios", "auto_stories", "worlds_scenario_changelist", "worlds.view_scenario"),
                    entry("Entitlements", "key", "worlds_entitlement_changelist", "worlds.view_entitlement"),
                    entry("Revisions", "history", "worlds_scenariorevision_changelist", "worlds.view_scenariorevision"),
                ],
            },
            {
                "title": "Games",
                "items": [
                    entry("All games", "stadia_controller", "worlds_gamesession_changelist", "worlds.view_gamesession"),
                    entry("Shared worlds", "groups", "worlds_sharedworld_changelist", "worlds.view_sharedworld"),
                    page("Audit", "receipt_long", "admin-audit", "worlds.view_turnrecord"),
                ],
            },
            {
                "title": "Leaderboards",
                "items": [
                    entry(
                        "All time",
                        "leaderboard",
                        "leaderboards_leaderboardentry_changelist",
                        "leaderboards.view_leaderboardentry",
                    ),
                    entry(
                        "Weeks and months",
                        "calendar_month",
                        "leaderboards_leaderboardperiodentry_changelist",
                        "leaderboards.view_leaderboardperiodentry",
                    ),
                    entry("Checked games", "gavel", "leaderboards_judgement_changelist", "leaderboards.view_judgement"),
                ],
            },
            {
                "title": "Players",
                "items": [
                    entry("Accounts", "group", "profiles_user_changelist", "profiles.view_user"),
                    entry("Mutes", "voice_over_off", "relations_silence_changelist", "relations.view_silence"),
                    entry("Presence", "sensors", "presence_playerpresence_changelist", "presence.view_playerpresence"),
                    entry(
                        "Achievements",
                        "workspace_premium",
                        "profiles_achievement_changelist",
                        "profiles.view_achievement",
                    ),
                    entry(
                        "Awards",
                        "military_tech",
                        "profiles_playerachievement_changelist",
                        "profiles.view_playerachievement",
                    ),
                    entry("Groups", "shield_person", "auth_group_changelist", "auth.view_group"),
                ],
            },
            {
                "title": "Servers",
                "items": [page("Shutdown", "power_settings_new", "admin-shutdown", "common.plan_shutdown")],
            },
        ],
    },
}
