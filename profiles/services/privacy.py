"""What somebody lets others see. Whether strangers see that they are there at all is presence's to keep."""

from __future__ import annotations

from typing import TypedDict

from django.db import transaction

from presence.services import visibility
from profiles.models import User


class Privacy(TypedDict):
    presence_visible: bool
    stats_public: bool
    activity_public: bool


class PrivacyWish(TypedDict, total=False):
    """Those parts of it that are to change."""

    presence_visible: bool
    stats_public: bool
    activity_public: bool


def privacy_of(user: User) -> Privacy:
    """One query."""
    return {
        "presence_visible": user.pk in visibility.visible_among([user.pk]),
        "stats_public": user.stats_public,
        "activity_public": user.activity_public,
    }


@transaction.atomic
def change_privacy(*, user: User, wish: PrivacyWish) -> None:
    """Change those parts that are given."""
    if "presence_visible" in wish:
        visibility.set_visible(user_id=user.pk, visible=wish["presence_visible"])
    changed = {field: wish[field] for field in ("stats_public", "activity_public") if field in wish}
    for field, value in changed.items():
        setattr(user, field, value)
    if changed:
        user.save(update_fields=list(changed))
