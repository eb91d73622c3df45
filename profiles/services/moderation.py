"""What moderators do to accounts. Each act locks the account's row, and leaves an entry in the log of the admin.

Whether somebody may do such a thing at all is a permission, and asked at the door. Rank is judged here: nobody
acts on themselves, and only a superuser on an account of the staff. All raise NotFound, Forbidden, Conflict.
"""

import uuid
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from common import appeals
from common.admin_log import keep_deed
from common.errors import Conflict, Forbidden
from common.text_filter import sounds_like_staff
from common.visible_text import cleaned_line
from profiles import limits
from profiles.models import Renaming, Suspension, User
from profiles.services import accounts, agent_suspensions, names, pictures
from profiles.services.field_errors import faults_of, field_refusal
from profiles.services.passwords import NAME_IS_TAKEN, is_taken, save_named
from worlds.services import renaming
from worlds.services.games.portraits import erase_portraits
from worlds.services.texts import keep_text

MODERATORS = "moderators"  # the group, made by a migration


@transaction.atomic
def suspend_account(
    *,
    user_id: uuid.UUID,
    moderator_id: uuid.UUID,
    reason: str,
    until: datetime | None = None,
    report_id: int | None = None,
) -> User:
    """Suspend an account until a moment (aware), by default permanently, and its agents with it. Its sign-ins and tokens end at once, and stay so.

    A guest's one stays, shut meanwhile: without a password they could never come back. Raises InvalidInput without a
    reason, and for a moment that is over.
    """
    user = _account_below(user_id, moderator_id)
    if user.suspended_at is not None:
        raise Conflict(f"{user} is already suspended.")
    said, now = _reason(reason), timezone.now()
    if until is not None and until <= now:
        raise field_refusal(until=["Choose a time in the future."])
    _shut(user, now, until)
    kept = keep_text(author_id=moderator_id, about_id=user.pk, text=said)
    how = {"by_id": moderator_id, "reason_text": kept, "report_id": report_id}
    suspension = Suspension.objects.create(user=user, began_at=now, until=until, **how)
    agent_suspensions.shut_agents(suspension=suspension, moderator_id=moderator_id)
    _note(user, moderator_id, f"Suspended until {appeals.moment(until)}." if until else "Suspended permanently.")
    return user


@transaction.atomic
def lift_suspension(*, user_id: uuid.UUID, moderator_id: uuid.UUID) -> User:
    """Open an account again, and its agents; its people sign in anew."""
    user = _account_below(user_id, moderator_id)
    if user.suspended_at is None:
        raise Conflict(f"{user} is not suspended.")
    agent_suspensions.require_owner_open(user)
    user.suspended_at, user.suspended_until, user.is_active = None, None, True
    user.save(update_fields=["suspended_at", "suspended_until", "is_active"])
    now = timezone.now()
    agent_suspensions.holding_suspensions(now).filter(user=user).update(lifted_at=now, lifted_by=moderator_id)
    agent_suspensions.open_agents(owner=user, moderator_id=moderator_id, now=now)
    _note(user, moderator_id, "Suspension lifted.")
    return user


@transaction.atomic
def rename_account(*, user_id: uuid.UUID, moderator_id: uuid.UUID, username: str, display_name: str) -> User:
    """Give an account other names. Raises InvalidInput, with the faults of each field in `details`."""
    user = _account_below(user_id, moderator_id)
    before = _names(user)
    with faults_of("display_name"):
        user.display_name = names.name_of(user, display_name)
    user.username = username
    _save_names(user)
    renaming.apply_new_name(user)
    names_text = keep_text(author_id=moderator_id, about_id=user.pk, text=f"from {before} to {_names(user)}")
    Renaming.objects.create(user=user, by_id=moderator_id, names_text=names_text, at=timezone.now())
    _note(user, moderator_id, "Renamed.")
    return user


@transaction.atomic
def clear_profile(*, user_id: uuid.UUID, moderator_id: uuid.UUID) -> User:
    """Remove what somebody says about themselves, and the pictures that they uploaded of themselves and of their characters."""
    user = _account_below(user_id, moderator_id)
    user.bio = ""
    user.save(update_fields=["bio"])
    pictures.remove_picture(user_id=user.pk)
    erase_portraits(user_id=user.pk)
    _note(user, moderator_id, "Description and pictures removed.")
    return user


@transaction.atomic
def make_moderator(*, user_id: uuid.UUID, moderator_id: uuid.UUID | None) -> User:
    """Let somebody moderate. `moderator_id` None: asked for on the server's own command line."""
    user = _account_below(user_id, moderator_id)
    if user.is_agent:
        raise Conflict("An agent cannot become a moderator.")
    if user.is_guest:
        raise Conflict("A guest cannot become a moderator: the account needs a username and a password first.")
    if not user.is_active:
        raise Conflict(f"{user} cannot sign in and therefore cannot become a moderator.")
    if user.groups.filter(name=MODERATORS).exists():
        raise Conflict(f"{user} is already a moderator.")
    user.groups.add(Group.objects.get(name=MODERATORS))
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    _note(user, moderator_id, "Made a moderator.")
    return user


@transaction.atomic
def withdraw_moderator(*, user_id: uuid.UUID, moderator_id: uuid.UUID) -> User:
    """End somebody's moderating; who has other duties keeps the key to the admin. A name of staff goes with the office."""
    user = _account_below(user_id, moderator_id)
    if not user.groups.filter(name=MODERATORS).exists():
        raise Conflict(f"{user} is not a moderator.")
    user.groups.remove(Group.objects.get(name=MODERATORS))
    user.is_staff = user.is_superuser or user.groups.exists() or user.user_permissions.exists()
    if not user.is_staff and sounds_like_staff(user.display_name):
        user.display_name = user.short_id
        renaming.apply_new_name(user)
    user.save(update_fields=["is_staff", "display_name"])
    _note(user, moderator_id, "No longer a moderator.")
    return user


def _account_below(user_id: uuid.UUID, moderator_id: uuid.UUID | None) -> User:
    """The account with its row locked, if whoever acts may act on it; the command line may on every one."""
    user = accounts.lock_account(user_id)
    if moderator_id is None:
        return user
    if user_id == moderator_id:
        raise Forbidden("You cannot do this to your own account.")
    if user.is_staff and not User.objects.filter(pk=moderator_id, is_superuser=True).exists():
        raise Forbidden(f"{user} is a member of staff: only a superuser can do this.")
    return user


def _shut(user: User, at: datetime, until: datetime | None) -> None:
    user.suspended_at, user.suspended_until, user.is_active = at, until, False
    if user.has_usable_password():
        user.signed_out_at = at
    user.save(update_fields=["suspended_at", "suspended_until", "signed_out_at", "is_active"])


def _reason(text: str) -> str:
    reason = cleaned_line(text)
    if not 1 <= len(reason) <= limits.SUSPENSION_REASON:
        raise field_refusal(reason=[f"Give a reason of at most {limits.SUSPENSION_REASON} characters."])
    return reason


def _names(user: User) -> str:
    return f"{user.username} ({user.display_name})"


def _save_names(user: User) -> None:
    with faults_of("username"):
        user.clean_fields(exclude={"password"})
    if is_taken(user.username, by_another_than=user):
        raise field_refusal(username=[NAME_IS_TAKEN])
    save_named(user, fields=("username", "display_name"))


def _note(user: User, moderator_id: uuid.UUID | None, deed: str) -> None:
    """An entry in the log of the admin. What the command line did stands there under the account's own name."""
    by, where = (moderator_id, "") if moderator_id else (user.pk, " On the command line.")
    keep_deed(by_id=by, row=user, deed=deed + where)
