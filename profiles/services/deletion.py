"""Leaving for good. An account is never deleted: append-only rows hold its id. It is emptied of the person."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from common.errors import Conflict, KleeneError
from common.models import StreamTicket
from improvisations.services import erasure as ideas
from presence.services.departures import forget_person
from profiles.models import AgentBehavior, Avatar, MailChoices, OutgoingEmail, PlayerAchievement, User
from profiles.services.accounts import lock_account
from profiles.services.field_errors import field_refusal
from profiles.services.passwords import WRONG_PASSWORD, prove_it_is
from profiles.services.profile import FORMER
from relations.services.erasure import erase_relations
from worlds.services import erasure

log = structlog.get_logger("kleene.accounts")

NEUTRAL: Final = "#5d5148"
# What was under way when somebody left may still write; it is found again for this long.
AFTERMATH: Final = timedelta(days=2)
# What apps above this one keep of somebody is erased by these.
ERASERS: Final[list[Callable[[uuid.UUID], None]]] = []
NOT_CONFIRMED: Final = "Confirm with your own user_id."


class KeepsTheHouse(Conflict):
    code = "keeps_the_house"
    message = "Staff accounts cannot be deleted. Ask for your staff role to be removed first."


def say_farewell(*, user_id: uuid.UUID, password: str = "", confirm: str = "", address: str) -> None:
    """Anonymise an account in place, and those of its agents, and sign them out everywhere; nothing brings them back.

    It asks for the password again; a guest, who has none, gives their own id. Raises InvalidInput, RateLimited,
    PasswordsBusy, KeepsTheHouse, NotFound for who has left already.
    """
    user = User.objects.get(pk=user_id)
    if user.is_staff:
        raise KeepsTheHouse
    if user.has_usable_password():
        prove_it_is(user, password, address=address)
    elif confirm not in {user.short_id, str(user.pk)}:
        raise field_refusal(confirm=[NOT_CONFIRMED])
    for gone in _leave(user_id, proved=user.password):
        forget_soon(gone)


@transaction.atomic
def _leave(user_id: uuid.UUID, *, proved: str) -> list[uuid.UUID]:
    """Empty an account, and with it those of the agents that nobody answers for any more: all of them, or none. `proved` is the hash
    that was asked for.
    """
    user = lock_account(user_id)
    if user.password != proved:
        raise field_refusal(password=[WRONG_PASSWORD])
    agents = list(AgentBehavior.objects.filter(owner=user).order_by("pk").values_list("pk", flat=True))
    for agent in agents:
        empty_agent(agent)
    _empty(user)
    return [*agents, user_id]


@transaction.atomic
def empty_agent(user_id: uuid.UUID) -> None:
    """The account's part of it; `forget_soon` does the rest, after the commit. Raises NotFound. Locks the account."""
    _empty(lock_account(user_id))


def _empty(user: User) -> None:
    """From its commit on nobody gets in, and no page or answer tells who this was. Assumes its row locked."""
    now = timezone.now()
    # Drawn at random: nobody can take the name first and so keep somebody here.
    user.username, user.display_name = f"former-{secrets.token_hex(8)}", FORMER
    user.email = user.bio = ""
    user.colour, user.last_login, user.email_proved_at = NEUTRAL, None, None
    user.stats_public = user.activity_public = user.is_guest = user.is_active = False
    user.signed_out_at = user.anonymised_at = now
    user.suspended_until = None
    user.set_unusable_password()
    user.save()
    _drop_what_hangs_on(user)


def _drop_what_hangs_on(user: User) -> None:
    for rows in (AgentBehavior, Avatar, MailChoices, OutgoingEmail, PlayerAchievement, OutstandingToken, StreamTicket):
        rows.objects.filter(user=user).delete()
    erase_relations(user_id=user.pk)
    forget_person(user.pk)


def forget_soon(user_id: uuid.UUID) -> None:
    try:
        erase_traces(user_id)
    except (KleeneError, DatabaseError) as trouble:
        # A place may be locked by a turn; the worker comes back to it.
        log.warning("somebody is not forgotten yet", user=str(user_id), trouble=str(trouble).strip())
    except Exception:  # the account is gone already, and others are to be forgotten after this one
        log.exception("somebody is not forgotten yet", user=str(user_id))


def erase_traces(user_id: uuid.UUID) -> None:
    """Remove what the other apps keep of a former player. Harmless to repeat."""
    erasure.erase_person(user_id=user_id)
    ideas.erase_ideas(user_id=user_id)
    erase_relations(user_id=user_id)
    forget_person(user_id)
    for rows in (Avatar, PlayerAchievement):
        rows.objects.filter(user_id=user_id).delete()
    for erase in ERASERS:
        erase(user_id)


def add_eraser(erase: Callable[[uuid.UUID], None]) -> None:
    """Let `erase` be called with the id of whoever leaves for good; it must be harmless to repeat. Called from an app's `ready`."""
    if erase not in ERASERS:
        ERASERS.append(erase)


def finish_farewells() -> str:
    """Forget those who left lately once more, for what was under way then."""
    recent = User.objects.filter(anonymised_at__gte=timezone.now() - AFTERMATH)
    for user_id in recent.values_list("pk", flat=True):
        forget_soon(user_id)
    return ""
