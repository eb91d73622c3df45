"""Checking a world's event log from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from tests import lifting
from tests.worlds.living_world import Living, living_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def living() -> Living:
    made = living_world("ada", "ben")
    made.ticks(3)
    return made


def checked(identifier: str) -> str:
    out = io.StringIO()
    call_command("check_events", identifier, stdout=out)
    return out.getvalue()


def test_a_whole_log_is_verified_by_either_id(living: Living) -> None:
    said = f"{living.world.short_id}: verified up to event 3\n"
    assert checked(living.world.short_id) == checked(str(living.world.pk)) == said


def test_an_altered_event_is_named(living: Living) -> None:
    lifting.tamper("UPDATE world_events SET payload = %s WHERE sequence = %s", '{"turn": 99}', 2)
    with pytest.raises(CommandError, match=f"{living.world.short_id}: event 2 is missing or was altered"):
        checked(living.world.short_id)


@pytest.mark.parametrize("identifier", ["wld_aaaaaaaa", "nonsense", "' OR 1=1"])
def test_a_world_that_is_not_there_is_refused(identifier: str) -> None:
    with pytest.raises(CommandError, match="There is no world with this id"):
        checked(identifier)
