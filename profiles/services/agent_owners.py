"""The staff's word on who answers for an agent."""

from __future__ import annotations

import uuid

from django.db import transaction

from common.admin_log import keep_deed
from common.errors import Conflict, InvalidInput, NotFound
from profiles.models import AgentBehavior, User
from profiles.services import accounts, agent_tokens
from profiles.services.field_errors import faults_of
from profiles.services.own_agents import require_owner
from profiles.services.sign_in import account_named

OWNER_CHANGED = "Owner changed."
NO_SUCH_OWNER = "There is no account with this id or username."


@transaction.atomic
def set_owner(*, user_id: uuid.UUID, owner: str, moderator_id: uuid.UUID) -> User | None:
    """Name the person that answers for an agent by the id or the username of their account, or nobody by an empty one.

    Whatever an earlier owner could let the agent in with ends. Raises NotFound, Conflict for a person's account or a suspended owner,
    InvalidInput for an owner that is not there, and MayOwnNoAgents. Locks the owner's account, then the agent's.
    """
    with faults_of("owner"):
        named = _locked_owner(owner)
    agent = accounts.lock_account(user_id)
    row = AgentBehavior.objects.filter(user=agent).first()
    if row is None:
        raise Conflict(f"{agent} is not an agent.")
    if row.owner_id != (named and named.pk):
        _change(row, named)
        keep_deed(by_id=moderator_id, row=agent, deed=OWNER_CHANGED)
    return named


def _locked_owner(words: str) -> User | None:
    if not words:
        return None
    found = account_named(words)
    owner = _locked(words if found is None else found.pk)
    require_owner(owner)
    if not owner.is_active:
        raise InvalidInput("This account is suspended or deleted.")
    return owner


def _locked(user_id: uuid.UUID | str) -> User:
    try:
        return accounts.lock_account(user_id)
    except NotFound:
        raise InvalidInput(NO_SUCH_OWNER) from None


def _change(row: AgentBehavior, owner: User | None) -> None:
    if row.owner_id is not None:
        agent_tokens.end_tokens(row)
    row.owner = owner
    row.save(update_fields=["owner"])
