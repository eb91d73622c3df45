"""What opens an account, and whom a change of it concerns: streams that were opened before it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.http import HttpRequest

from profiles.models import User
from worlds.services import notify

# Each ends what was let in before: a new password, a suspension and its lifting, a farewell.
OPENING: Final = frozenset({"password", "signed_out_at", "is_active"})


def listen_for_credentials() -> None:
    # At the row and not at each of its writers: commands and forms of the framework set passwords, too.
    post_save.connect(doubt_streams, sender=User, dispatch_uid="streams of the account")
    user_logged_out.connect(end_session, dispatch_uid="streams of the session")


def doubt_streams(*, instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if not created and (update_fields is None or OPENING.intersection(update_fields)):
        notify.recheck_after_commit(instance.pk)


def end_session(*, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Signing out ends the streams of this browser session, and no others of the account."""
    request.session.flush()  # the framework does so next: whoever looks at the streams must find it gone
    if user is not None:
        notify.recheck_after_commit(user.pk)
