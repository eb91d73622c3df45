"""The token with which an agent of somebody's plays: of the kind that everybody calls with, but lasting, as nobody signs a program in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from profiles.models import AgentBehavior
from profiles.services import tokens
from profiles.services.accounts import lock_account


@dataclass(frozen=True, slots=True)
class AgentToken:
    """Told once, and stored nowhere; `expires_at` is aware."""

    token: str = field(repr=False)
    expires_at: datetime


def renew_token(row: AgentBehavior) -> AgentToken:
    """A new token for an agent; all that let it in before end, and so do their streams. Assumes a transaction; locks the agent's account."""
    end_tokens(row)
    made = AgentToken(*tokens.issue_lasting(row.user))
    _note_expiry(row, made.expires_at)
    return made


def end_tokens(row: AgentBehavior) -> None:
    """Void whatever lets an agent in now. Assumes a transaction; locks the agent's account."""
    row.user = lock_account(row.pk)
    row.user.signed_out_at = timezone.now()  # the seal of each of its tokens holds it
    row.user.save(update_fields=["signed_out_at"])
    _note_expiry(row, None)


def _note_expiry(row: AgentBehavior, moment: datetime | None) -> None:
    row.token_expires_at = moment
    row.save(update_fields=["token_expires_at"])
