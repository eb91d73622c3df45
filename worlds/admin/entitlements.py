"""Who may play stories that ask for an entitlement: granted and withdrawn here, and on the page of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.safestring import SafeString

from common.backoffice import Act, ReadOnlyAdmin, note, person_lines
from common.backoffice.actions import who
from common.errors import NotFound
from common.form_fields import Key
from worlds.models import Entitlement, Scenario
from worlds.services.stories.availability import change_access
from worlds.services.stories.entitlements import grant_entitlement, withdraw_entitlement

LONGEST_NAME: Final = 150  # characters of a username


class GrantForm(forms.Form):
    username = Key(max_length=LONGEST_NAME, help_text="The player's username, not the name that others see.")


def give_access(request: HttpRequest, scenario: Scenario, data: Mapping[str, Any]) -> str:
    player = get_user_model().objects.filter(username=data["username"]).first()
    if player is None:
        raise NotFound("There is no account with this username.", username=["There is no account with this username."])
    grant_entitlement(user_id=player.pk, scenario_slug=scenario.slug, granted_by=who(request))
    note(request, scenario, "Gave a player access.")
    return f"{player} may play “{scenario}”."


def ask_for_entitlement(request: HttpRequest, scenario: Scenario, _data: Mapping[str, Any]) -> str:
    change_access(scenario_id=scenario.pk, access=Scenario.Access.ENTITLED)
    note(request, scenario, "Restricted to players with an entitlement.")
    return f"New games of “{scenario}” need an entitlement now. Running games continue."


def open_to_everybody(request: HttpRequest, scenario: Scenario, _data: Mapping[str, Any]) -> str:
    change_access(scenario_id=scenario.pk, access=Scenario.Access.OPEN)
    note(request, scenario, "Opened to everybody.")
    return f"Everybody may play “{scenario}”."


def withdraw_access(request: HttpRequest, entitlement: Entitlement, _data: Mapping[str, Any]) -> str:
    withdraw_entitlement(entitlement_id=entitlement.pk)
    note(request, entitlement, "Withdrawn.")
    return "The player can begin no further games of this story. Running games continue."


ACCESS_ACTS: Final = (
    Act(
        name="entitle",
        label="Give a player access",
        icon="key",
        permission="worlds.change_scenario",
        perform=give_access,
        form=GrantForm,
    ),
    Act(
        name="restrict",
        label="Ask for an entitlement",
        icon="lock",
        permission="worlds.change_scenario",
        perform=ask_for_entitlement,
        fits=lambda scenario: scenario.access == Scenario.Access.OPEN,
        warning="Players without an entitlement can begin no new games of it. A newer file may say otherwise.",
    ),
    Act(
        name="unrestrict",
        label="Open to everybody",
        icon="lock_open",
        permission="worlds.change_scenario",
        perform=open_to_everybody,
        fits=lambda scenario: scenario.access != Scenario.Access.OPEN,
    ),
)


@admin.register(Entitlement)
class EntitlementAdmin(ReadOnlyAdmin):
    list_display = ("scenario", "player", "created_at", "granted_by", "withdrawn_at")
    list_filter = ("scenario",)
    list_select_related = ("scenario", "user", "granted_by")
    search_fields = ("user__username", "user__display_name", "scenario__name")
    search_help_text = "Username, name or story"
    acts = (
        Act(
            name="withdraw",
            label="Withdraw",
            icon="block",
            permission="worlds.change_entitlement",
            perform=withdraw_access,
            fits=lambda entitlement: entitlement.withdrawn_at is None,
            warning="The player can begin no further games of this story.",
            tone="danger",
        ),
    )

    @admin.display(description="Player", ordering="user__username")
    def player(self, entitlement: Entitlement) -> SafeString:
        return person_lines(entitlement.user)
