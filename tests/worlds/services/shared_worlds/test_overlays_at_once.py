"""A world's row that changes its revision while others wait for it: nobody loses sight of the world."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.ideas import climb
from worlds.models import ScenarioRevision, SharedWorld
from worlds.services.membership.joining import Joined
from worlds.services.stories import overlays
from worlds.services.turns.locks import lock_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_who_waited_for_a_world_finds_it_on_its_new_revision(opened: Joined) -> None:
    locked = threading.Event()

    def wait_for_it() -> ScenarioRevision:
        locked.wait(10)
        try:
            with transaction.atomic():
                return lock_world(opened.world.pk).revision
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(wait_for_it)
        with transaction.atomic():
            made = overlays.add_to_world(world_id=opened.world.pk, addition=climb(), author_id=None)
            locked.set()
            wait_until_somebody_waits()
        assert waiting.result(timeout=10) == made
    assert SharedWorld.objects.get().revision_id == made.pk
