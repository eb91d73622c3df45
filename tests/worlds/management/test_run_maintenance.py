"""Bringing back lost items from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from profiles.models import User
from tests.worlds.services.critical_items.conftest import STORY, Mill, mill_of
from worlds.services.critical_items.policies import change_world_policies
from worlds.services.games.world_verification import verify_world
from worlds.services.membership import archiving

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill() -> Mill:
    """One rope more is wanted than there is."""
    found = mill_of(STORY, [User.objects.create_user(name) for name in ("ann", "bo")])
    wanted = [{"item_id": "rope", "policy_type": "instance_quota", "min_count": 3}]
    change_world_policies(world_id=found.world.pk, policies=wanted)
    return found


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("run_maintenance", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_what_was_brought_back_is_told_and_the_second_time_it_is_nothing(mill: Mill) -> None:
    told = f"{mill.world.short_id}: rope, below_min_count, to barn\n1 item brought back\n"
    assert said() == told
    assert said(mill.world.short_id, str(mill.world.pk)) == "0 items brought back\n"
    assert verify_world(world_id=mill.world.pk)["first_difference"] is None


def test_an_archived_world_is_left_alone_and_named_where_it_is_asked_for(mill: Mill) -> None:
    archiving.archive_any(world_id=mill.world.pk)
    assert said() == "0 items brought back\n"
    assert said(mill.world.short_id).startswith(f"{mill.world.short_id}: ")


@pytest.mark.parametrize("unknown", ["wld_aaaaaaaa", "x"])
def test_a_world_that_is_not_there_is_said_so(db: None, unknown: str) -> None:
    with pytest.raises(CommandError, match="no world"):
        said(unknown)
