"""Which news somebody wants by e-mail, and the link in each of these e-mails that stops them."""

from __future__ import annotations

from typing import Final, TypedDict

from django.core import signing
from django.db import transaction
from django.utils import timezone

from common import ids
from common.errors import NotFound
from profiles.models import MailChoices, User


class MailWishes(TypedDict):
    worlds: bool
    invitations: bool
    decisions: bool


class MailWish(TypedDict, total=False):
    """Those of them that are to change."""

    worlds: bool
    invitations: bool
    decisions: bool


NOTHING: Final[MailWishes] = {"worlds": False, "invitations": False, "decisions": False}
# No time limit: an e-mail is read years later, and must still be stopped then.
STOPPING: Final = signing.Signer(salt="profiles.services.mail_choices")


def mail_wishes_of(user: User) -> MailWishes:
    """What somebody chose; one query."""
    row = MailChoices.objects.filter(user=user).first()
    return _wishes(row) if row else NOTHING


@transaction.atomic
def change_mail_choices(*, user: User, wish: MailWish) -> None:
    """Change those choices that are given. Who begins to want news is told of nothing that was before."""
    now = timezone.now()
    MailChoices.objects.get_or_create(user=user, defaults={"told_from": now, "told_until": now, "due_at": now})
    row = MailChoices.objects.select_for_update().get(user=user)
    wanted_some = any(_wishes(row).values())
    for name, value in wish.items():
        setattr(row, name, value)
    if not wanted_some:
        row.told_from = row.told_until = max(now, row.told_until)
    row.save()


def stop_link_of(user: User) -> tuple[str, str]:
    """What the address of the page that stops somebody's e-mails is made of: their id and a token."""
    return user.short_id, STOPPING.signature(user.short_id)


def owner_of_stop_link(*, user_id: str, token: str) -> User:
    """Whose e-mails a link stops. Raises NotFound."""
    user = User.objects.filter(anonymised_at=None, **ids.lookup(user_id, "usr")).first()
    try:
        if user is not None and STOPPING.unsign(f"{user.short_id}{STOPPING.sep}{token}"):
            return user
    except signing.BadSignature:
        pass
    raise NotFound("This link is incomplete. Open the whole link of the e-mail.")


def stop_mail(*, user_id: str, token: str) -> User:
    """Stop all news by e-mail. Raises NotFound."""
    user = owner_of_stop_link(user_id=user_id, token=token)
    change_mail_choices(user=user, wish={**NOTHING})
    return user


def _wishes(row: MailChoices) -> MailWishes:
    return {"worlds": row.worlds, "invitations": row.invitations, "decisions": row.decisions}
