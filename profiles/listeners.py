"""What profiles hear of: games and approvals for achievements, changes of accounts for open streams."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, Final

from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import timezone

from common.table_changes import watch_table
from improvisations.signals import improvisation_approved
from profiles.models import User
from profiles.services import achievements
from worlds.services import notify
from worlds.signals import session_completed

# Each ends what was let in before: a new password, a suspension and its lifting, a farewell.
OPENING: Final = frozenset({"password", "signed_out_at", "is_active"})
# What others see of somebody, and whether they see it.
SHOWN: Final = frozenset(
    {
        "username",
        "display_name",
        "colour",
        "bio",
        "stats_public",
        "activity_public",
        "is_guest",
        "is_agent",
        "is_active",
    }
)


def connect_listeners() -> None:
    # After the boards, whose app is ready first: what they have found is read here.
    session_completed.connect(review_finished_game, dispatch_uid="achievements")
    improvisation_approved.connect(award_for_approval, dispatch_uid="achievements")
    # At the row and not at each of its writers: commands and forms of the framework set passwords, too.
    post_save.connect(doubt_streams, sender=User, dispatch_uid="streams of the account")
    watch_table("profiles.User", SHOWN, new_rows=False)
    watch_table("profiles.Avatar")
    watch_table("profiles.AgentBehavior")
    user_logged_out.connect(end_session, dispatch_uid="streams of the session")


def review_finished_game(*, session_id: uuid.UUID, **_: Any) -> None:
    achievements.review_ending(session_id=session_id)


def award_for_approval(*, author_id: uuid.UUID, **_: Any) -> None:
    achievements.award_achievements(user_id=author_id, at=timezone.now())


def doubt_streams(*, instance: User, created: bool, update_fields: Collection[str] | None, **_: Any) -> None:
    if not created and (update_fields is None or OPENING.intersection(update_fields)):
        notify.recheck_after_commit(instance.pk)


def end_session(*, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Signing out ends the streams of this browser session, and no others of the account."""
    request.session.flush()  # the framework does so next: whoever looks at the streams must find it gone
    if user is not None:
        notify.recheck_after_commit(user.pk)
