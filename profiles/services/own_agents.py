"""Agents that a person owns: making them, their tokens, changing what they tell, and deleting them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from common import ids
from common.errors import Conflict, Forbidden, NotFound
from common.folding import folded
from profiles import limits
from profiles.models import AgentBehavior, User
from profiles.services import accounts, agent_tokens, agents, budgets, deletion, names
from profiles.services.agent_tokens import AgentToken
from profiles.services.field_errors import faults_of, field_refusal

NAME_IS_GIVEN = "You have an agent with this name already."


class MayOwnNoAgents(Forbidden):
    code = "may_own_no_agents"
    message = "Guests and agents cannot own agents. Create an account first."


class SignsInItself(Forbidden):
    code = "signs_in_itself"
    message = "This account has its own sign-in. As its owner you cannot change it, delete it or get a token for it."


class TooManyAgents(Conflict):
    code = "too_many_agents"
    message = "You have reached the limit of agents. Delete one of them first."


def agents_of(owner_id: uuid.UUID) -> QuerySet[AgentBehavior]:
    """The agents of a person with their accounts, the newest first."""
    return AgentBehavior.objects.filter(owner_id=owner_id).select_related("user").order_by("-user__date_joined", "pk")


def find_own(*, owner_id: uuid.UUID, agent_id: str) -> AgentBehavior:
    """One of these by either form of its id. Raises NotFound, also for the agent of somebody else."""
    found = User.objects.filter(**ids.lookup(agent_id, "usr")).values("pk")
    row = agents_of(owner_id).filter(pk__in=found).first()
    if row is None:
        raise NotFound("You have no agent with this id.")
    return row


@transaction.atomic
def create_agent(
    *, owner_id: uuid.UUID, display_name: str, policy: str, personality: str = "", version: str = ""
) -> tuple[AgentBehavior, AgentToken]:
    """Make an account for an agent of one's own, with its first token.

    Nobody can sign in to it: only tokens that its owner makes let it in. Raises NotFound, Suspended, MayOwnNoAgents, TooManyAgents,
    InvalidInput, RateLimited. Locks the owner's row: their agents are counted one after the other.
    """
    owner = accounts.lock_account(owner_id)
    owner.check_standing()  # they may have been suspended since they asked, with the agents that they had then
    require_owner(owner)
    if agents_of(owner_id).count() >= limits.AGENTS:
        raise TooManyAgents(limit=limits.AGENTS)
    told = {"policy": policy, "personality": _personality(personality), "version": version}
    agent = _new_account(owner_id, display_name)
    budgets.AGENTS.spend(str(owner_id))
    agent.save(force_insert=True)
    row = AgentBehavior.objects.create(user=agent, owner=owner, **told)
    return row, agent_tokens.renew_token(row)


@transaction.atomic
def change_agent(*, owner_id: uuid.UUID, agent_id: str, **changes: str) -> AgentBehavior:
    """Change `display_name`, `policy`, `personality` and `version`, those that are given.

    Raises NotFound, SignsInItself, InvalidInput, and then changes nothing. Locks the agent's account.
    """
    row = _locked(owner_id, agent_id)
    if "personality" in changes:
        changes["personality"] = _personality(changes["personality"])
    if name := changes.pop("display_name", ""):
        _require_new_name(owner_id, name, besides=row.pk)
        accounts.update_account(user_id=row.pk, display_name=name)
    for field, said in changes.items():
        setattr(row, field, said)
    row.save(update_fields=[*changes, "updated_at"])
    return find_own(owner_id=owner_id, agent_id=agent_id)


@transaction.atomic
def rotate_token(*, owner_id: uuid.UUID, agent_id: str) -> AgentToken:
    """A new token for an agent of one's own; all earlier ones end, and so do their streams.

    Raises NotFound, SignsInItself. Locks the agent's account.
    """
    return agent_tokens.renew_token(_locked(owner_id, agent_id))


@transaction.atomic
def revoke_token(*, owner_id: uuid.UUID, agent_id: str) -> None:
    """End every token of an agent of one's own, and the streams that were opened with them.

    Raises NotFound, SignsInItself. Locks the agent's account.
    """
    agent_tokens.end_tokens(_locked(owner_id, agent_id))


def delete_agent(*, owner_id: uuid.UUID, agent_id: str) -> None:
    """Delete an agent permanently, as an account is deleted: what it played stays, without its name. Raises NotFound, SignsInItself."""
    with transaction.atomic():
        agent = _locked(owner_id, agent_id).pk
        deletion.empty_agent(agent)
    deletion.forget_soon(agent)


def _locked(owner_id: uuid.UUID, agent_id: str) -> AgentBehavior:
    """The same with its account locked: it may be deleted, or given to somebody else, at this moment. Assumes a transaction.

    Raises SignsInItself for an account that the staff marked as an agent's: whoever is named as its owner answers for it, and must
    not get into it.
    """
    agent = accounts.lock_account(find_own(owner_id=owner_id, agent_id=agent_id).pk)
    if agent.has_usable_password() or agent.is_guest:
        raise SignsInItself
    return find_own(owner_id=owner_id, agent_id=agent_id)


def require_owner(user: User) -> None:
    """Raises MayOwnNoAgents."""
    if user.is_agent or user.is_guest:
        raise MayOwnNoAgents


def _new_account(owner_id: uuid.UUID, display_name: str) -> User:
    """Not saved yet. Raises InvalidInput."""
    agent = User(is_agent=True)
    agent.username = agent.short_id.replace("usr_", "agent-")
    with faults_of("display_name"):
        agent.display_name = names.display_name(display_name)
    _require_new_name(owner_id, agent.display_name)
    agent.set_unusable_password()
    return agent


def _require_new_name(owner_id: uuid.UUID, name: str, *, besides: Any = None) -> None:
    given = agents_of(owner_id).exclude(pk=besides).values_list("user__display_name", flat=True)
    if folded(name) in map(folded, given):
        raise field_refusal(display_name=[NAME_IS_GIVEN])


def _personality(text: str) -> str:
    with faults_of("personality"):
        return agents.clean_personality(text)
