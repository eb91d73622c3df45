"""A new name is told at once: in the events of one's worlds, and beside one's ideas in stories."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from profiles.models import User
from profiles.services import accounts, moderation
from worlds.feed.names import people
from worlds.models import SharedWorld
from worlds.rules.scenario import Credit
from worlds.services.stories.credit_names import names_today

pytestmark = pytest.mark.django_db


def by_oneself(user: User) -> None:
    accounts.update_account(user_id=user.pk, display_name="Wren")


def by_a_moderator(user: User) -> None:
    root = User.objects.create_superuser("root", password="quiet-harbour-91")
    moderation.rename_account(user_id=user.pk, moderator_id=root.pk, username="wren", display_name="Wren")


def told(world: SharedWorld, user: User) -> tuple[str, str]:
    credit = Credit(user.short_id, "as it was then")
    return people.look_up(world.pk, [str(user.pk)])[str(user.pk)].name, names_today([credit])[credit]


@pytest.mark.parametrize("rename", [by_oneself, by_a_moderator])
def test_a_new_name_is_told_as_soon_as_it_is_committed(
    elena: User,
    world: SharedWorld,
    rename: Callable[[User], None],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    User.objects.filter(pk=elena.pk).update(display_name="Elena")
    assert told(world, elena) == ("Elena", "Elena")
    with django_capture_on_commit_callbacks(execute=True):
        rename(elena)
    assert told(world, elena) == ("Wren", "Wren")
