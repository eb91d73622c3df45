"""The e-mail that tells a moderator, at most once an hour, what is new in the queues. Only who asked for it gets one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from common.errors import Conflict, RateLimited
from improvisations.models import Improvisation
from profiles.models import ModeratorMail, OutgoingEmail, User
from profiles.services import mailing
from profiles.services.digests import may_be_told
from worlds.models import ModerationRecord, Report

EVERY: Final = timedelta(minutes=5)
AT_MOST: Final = timedelta(hours=1)
SETTLED: Final = timedelta(minutes=1)  # what is younger may not be committed yet, and is told next time
MOST_A_ROUND: Final = 200


class AddressNeeded(Conflict):
    code = "address_needed"
    message = "Add an e-mail address in your settings and confirm it first."


@dataclass(frozen=True, slots=True)
class NewItems:
    """How many items of each queue are new and still wait."""

    reports: int = 0
    improvisations: int = 0
    texts: int = 0

    def __bool__(self) -> bool:
        return bool(self.reports or self.improvisations or self.texts)

    def lines(self) -> Iterator[str]:
        for amount, one, many in (
            (self.reports, "report", "reports"),
            (self.improvisations, "improvisation", "improvisations"),
            (self.texts, "text flagged by the filter", "texts flagged by the filter"),
        ):
            if amount:
                yield f"{amount} {one if amount == 1 else many}"


def start_moderator_mail(*, user_id: uuid.UUID) -> None:
    """Send a moderator e-mails about what comes from now on. Raises AddressNeeded. Harmless to repeat."""
    user = User.objects.get(pk=user_id)
    if not _may_be_told(user):
        raise AddressNeeded
    now = timezone.now()
    ModeratorMail.objects.get_or_create(user=user, defaults={"told_from": now, "told_until": now, "due_at": now})


def stop_moderator_mail(*, user_id: uuid.UUID) -> None:
    """Send no more of them. Harmless to repeat."""
    ModeratorMail.objects.filter(user=user_id).delete()


def order_moderator_mail() -> str:
    """A round of the worker."""
    ordered = order_mail_due(at=timezone.now())
    return f"ordered {ordered} e-mails to moderators" if ordered else ""


def order_mail_due(*, at: datetime) -> int:
    """Look for new items for those whose turn it is at a moment (aware); how many e-mails were ordered."""
    due = ModeratorMail.objects.filter(due_at__lte=at).order_by("due_at")
    return sum(_order(user_id, at) for user_id in list(due.values_list("pk", flat=True)[:MOST_A_ROUND]))


def write_moderator_mail(email: OutgoingEmail) -> EmailMessage | None:
    """None when nothing of it waits any more, or not for them at this address."""
    user = email.user
    wish = ModeratorMail.objects.filter(user=user).first() if user else None
    if user is None or wish is None or user.email != email.address or not _may_be_told(user):
        return None
    new = new_items(user, since=wish.told_from, until=wish.told_until)
    if not new:
        return None
    told = "\n".join(new.lines())
    words = (
        f"Hello {user.username},\n\nnew in the queues since {wish.told_from:%d %B %Y, %H:%M} (UTC):\n\n{told}\n\n"
        f"{settings.KLEENE_ORIGIN}/admin/\n\n"
        "You get this e-mail at most once an hour, because you asked for it on the overview of the admin. "
        "You can turn it off there.\n"
    )
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage("Kleene: waiting for a moderator", words, to=[user.email], headers=headers)


def new_items(user: User, *, since: datetime, until: datetime) -> NewItems:
    """What came after `since` and up to `until` and still waits, of the queues that this person works on."""
    handles, moderates = user.has_perm("worlds.handle_report"), user.has_perm("improvisations.moderate")
    reports = Report.objects.filter(status=Report.Status.OPEN, created_at__gt=since, created_at__lte=until)
    ideas = Improvisation.objects.pending().filter(submitted_at__gt=since, submitted_at__lte=until)
    texts = ModerationRecord.objects.filter(seen_at=None, created_at__gt=since, created_at__lte=until)
    return NewItems(
        reports=reports.count() if handles else 0,
        improvisations=ideas.count() if moderates else 0,
        texts=texts.count() if handles else 0,
    )


def _may_be_told(user: User) -> bool:
    """Whether news of the queues may be sent: to the staff, where it may be sent to anybody."""
    return user.is_staff and may_be_told(user)


@transaction.atomic
def _order(user_id: uuid.UUID, at: datetime) -> bool:
    """Whether an e-mail was ordered. The row is moved on in the same transaction, so that of two workers one does it."""
    rows = ModeratorMail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
    wish = rows.filter(pk=user_id, due_at__lte=at).first()
    if wish is None:
        return False
    until = max(wish.told_until, at - SETTLED)
    if not _may_be_told(wish.user) or not new_items(wish.user, since=wish.told_until, until=until):
        return False
    wish.told_from, wish.told_until, wish.due_at = wish.told_until, until, at + AT_MOST
    wish.save()
    return _ordered(wish.user)


def _ordered(user: User) -> bool:
    try:
        mailing.order_email(OutgoingEmail.Kind.MODERATION, address=user.email, user=user)
    except RateLimited:
        return False
    return True
