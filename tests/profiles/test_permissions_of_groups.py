"""What the group of moderators may do about worlds, and who keeps what a permission meant before it was divided."""

from __future__ import annotations

import importlib
from typing import Any, Final

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from tests.staff import staff_with

pytestmark = pytest.mark.django_db
NEW: Final = {"move_players", "plan_shutdown"}


@pytest.fixture
def migration() -> Any:
    return importlib.import_module("profiles.migrations.0029_moderators_move_players")


def test_moderators_move_players_and_plan_no_shutdown() -> None:
    held = Group.objects.get(name="moderators").permissions.filter(codename__in=NEW)
    assert [permission.codename for permission in held] == ["move_players"]


def test_whoever_could_change_worlds_before_keeps_both(migration: Any) -> None:
    clerk, other = staff_with("worlds.change_sharedworld"), staff_with("worlds.view_sharedworld", name="other")
    hosts = Group.objects.create(name="hosts")
    hosts.permissions.add(Permission.objects.get(codename="change_sharedworld"))
    migration.withdraw(apps, None)
    assert not Group.objects.filter(permissions__codename__in=NEW).exists()
    for _ in range(2):
        migration.grant(apps, None)
    holders = (clerk.user_permissions, hosts.permissions, other.user_permissions)
    assert [set(held.filter(codename__in=NEW).values_list("codename", flat=True)) for held in holders] == [
        NEW,
        NEW,
        set(),
    ]
