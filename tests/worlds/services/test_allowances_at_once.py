"""Worlds opened in the same moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.worlds.services.at_once import at_once
from worlds.models import SharedWorld
from worlds.services.membership import creating

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_host_opens_no_more_worlds_by_opening_them_at_once(elena: User, gate: str, settings: Any) -> None:
    settings.WORLDS_PER_HOST = 2
    came_to = at_once(*[partial(creating.create_world, user_id=elena.pk, scenario_slug=gate)] * 5)
    assert sorted(came_to) == ["done"] * 2 + ["too_many_worlds"] * 3
    assert SharedWorld.objects.open().count() == 2
