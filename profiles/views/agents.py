"""The agents that somebody owns: a page with all of them, where one is made, and a page for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import KleeneError
from common.form_fields import AsWritten, Prose
from profiles import limits
from profiles.models import AgentBehavior
from profiles.services import own_agents
from profiles.services.agent_tokens import AgentToken
from profiles.services.agents import VERSION
from profiles.views.forms import AccountForm
from worlds.views.access import PlayerRequest, player_required

TOLD: Final = ("display_name", "policy", "personality", "version")
POLICIES: Final = {
    AgentBehavior.Policy.MODEL: "It asks a language model",
    AgentBehavior.Policy.EXPLORER: "It prefers what it has not tried",
    AgentBehavior.Policy.RANDOM: "It takes any open choice",
    AgentBehavior.Policy.OTHER: "In a way of its own",
}


class AgentForm(AccountForm):
    display_name = AsWritten(
        label="Name", max_length=limits.NAME, help_text="The name that others see. “agent” stands behind it."
    )
    policy = forms.ChoiceField(label="How it chooses", choices=[*POLICIES.items()])
    personality = Prose(
        label="How it plays",
        required=False,
        max_length=limits.PERSONALITY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"In a sentence or two, for everybody to read. At most {limits.PERSONALITY} characters.",
    )
    version = forms.RegexField(
        label="Version",
        regex=VERSION,
        required=False,
        max_length=limits.AGENT_VERSION,
        help_text="Only letters, digits, and the signs . + -",
    )


class DeletionForm(AccountForm):
    sure = forms.BooleanField(label="I understand that this cannot be undone.")


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agents_page(request: PlayerRequest) -> HttpResponse:
    """The list of one's own; posted to, it makes another and shows its token, this once."""
    form = AgentForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (made := _try_to_create(request, form)):
        return _one(request, *made)
    agents = list(own_agents.agents_of(request.player.pk))
    may_own = not (request.player.is_guest or request.player.is_agent)
    room = limits.AGENTS - len(agents)
    shown = {"agents": agents, "form": form, "room": room, "most": limits.AGENTS, "may_own": may_own}
    return render(request, "profiles/agents.html", {**shown, "now": timezone.now(), "here": "account"})


@player_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agent_page(request: PlayerRequest, user_id: str) -> HttpResponse:
    """One of one's own; posted to, it does what the pressed button is named for. Raises NotFound for another's."""
    row = own_agents.find_own(owner_id=request.player.pk, agent_id=user_id)
    act = next((act for name, act in ACTS.items() if name in request.POST), _show)
    return act(request, row)


def _try_to_create(request: PlayerRequest, form: AgentForm) -> tuple[AgentBehavior, AgentToken] | None:
    try:
        return own_agents.create_agent(owner_id=request.player.pk, **form.cleaned_data)
    except KleeneError as fault:
        form.refuse(fault)
        return None


def _show(request: PlayerRequest, row: AgentBehavior) -> HttpResponse:
    return _one(request, row)


def _save(request: PlayerRequest, row: AgentBehavior) -> HttpResponse:
    form = AgentForm(request.POST)
    if not form.is_valid():
        return _one(request, row, form=form)
    try:
        own_agents.change_agent(owner_id=request.player.pk, agent_id=row.user.short_id, **form.cleaned_data)
    except KleeneError as fault:
        form.refuse(fault)
        return _one(request, row, form=form)
    messages.success(request, "Saved.")
    return redirect("own-agent", row.user.short_id)


def _new_token(request: PlayerRequest, row: AgentBehavior) -> HttpResponse:
    """Not stored anywhere, so it is shown in the answer itself; whoever loads that again makes another, and the one before ends."""
    made = own_agents.rotate_token(owner_id=request.player.pk, agent_id=row.user.short_id)
    return _one(request, own_agents.find_own(owner_id=request.player.pk, agent_id=row.user.short_id), made)


def _revoke(request: PlayerRequest, row: AgentBehavior) -> HttpResponse:
    own_agents.revoke_token(owner_id=request.player.pk, agent_id=row.user.short_id)
    messages.success(request, "The token was revoked.")
    return redirect("own-agent", row.user.short_id)


def _delete(request: PlayerRequest, row: AgentBehavior) -> HttpResponse:
    form = DeletionForm(request.POST)
    if not form.is_valid():
        return _one(request, row, deleting=form)
    own_agents.delete_agent(owner_id=request.player.pk, agent_id=row.user.short_id)
    messages.success(request, f"{row.user} was deleted.")
    return redirect("own-agents")


ACTS: Final[Mapping[str, Callable[[PlayerRequest, AgentBehavior], HttpResponse]]] = {
    "save": _save,
    "token": _new_token,
    "revoke": _revoke,
    "delete": _delete,
}


def _one(
    request: PlayerRequest,
    row: AgentBehavior,
    made: AgentToken | None = None,
    *,
    form: AgentForm | None = None,
    deleting: DeletionForm | None = None,
) -> HttpResponse:
    told: dict[str, Any] = {"row": row, "agent": row.user, "made": made, "here": "account", "now": timezone.now()}
    now = {name: getattr(row, name, None) or getattr(row.user, name, "") for name in TOLD}
    told |= {"form": form or AgentForm(initial=now), "deleting": deleting or DeletionForm()}
    return render(request, "profiles/agent.html", told)
