"""The e-mail that tells somebody, at most once a day, what happened while they were away. Only who asked for it gets one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from common.errors import RateLimited
from profiles.models import MailChoices, OutgoingEmail, User
from profiles.services import mailing
from profiles.services.digest_news import DigestNews, news_between

EVERY: Final = timedelta(minutes=5)
AT_MOST: Final = timedelta(days=1)
NEXT_LOOK: Final = timedelta(hours=1)  # where there was nothing to tell
SETTLED: Final = timedelta(minutes=1)  # what is younger may not be committed yet, and is told next time
MOST_A_ROUND: Final = 200


def order_digests() -> str:
    """The round of the job."""
    ordered = order_due(at=timezone.now())
    return f"ordered {ordered} digests" if ordered else ""


def order_due(*, at: datetime) -> int:
    """Look for news for those whose turn it is at a moment (aware), the longest waiting first; how many e-mails were ordered."""
    due = MailChoices.objects.wanted().filter(due_at__lte=at).order_by("due_at")
    return sum(_order(user_id, at) for user_id in list(due.values_list("pk", flat=True)[:MOST_A_ROUND]))


@transaction.atomic
def _order(user_id: uuid.UUID, at: datetime) -> bool:
    """Whether an e-mail was ordered. The row is moved on in the same transaction, so that of two workers one does it."""
    rows = MailChoices.objects.wanted().select_for_update(skip_locked=True, of=("self",))
    choices = rows.select_related("user").filter(pk=user_id, due_at__lte=at).first()
    if choices is None:
        return False
    until = max(choices.told_until, at - SETTLED)
    has_news = may_be_told(choices.user) and bool(news_between(choices, since=choices.told_until, until=until))
    if has_news:
        choices.told_from, choices.told_until = choices.told_until, until
    choices.due_at = at + (AT_MOST if has_news else NEXT_LOOK)
    choices.save()
    return has_news and _ordered(choices.user)


def _ordered(user: User) -> bool:
    try:
        mailing.order_email(OutgoingEmail.Kind.DIGEST, address=user.email, user=user)
    except RateLimited:
        return False
    return True


def may_be_told(user: User) -> bool:
    """Whether news may be sent: to open accounts, at an address that is known to be theirs."""
    return user.is_active and user.email_proved_at is not None


def ordered_news(user: User) -> DigestNews:
    """What the digest that was ordered last tells, as far as it still may be told."""
    choices = MailChoices.objects.filter(user=user).first()
    if choices is None or not may_be_told(user):
        return DigestNews()
    return news_between(choices, since=choices.told_from, until=choices.told_until)
