"""Many who come at once are announced together, each once."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Collection

import pytest
from django.utils import timezone

from common.database_threads import in_thread
from presence.models import PlayerPresence
from presence.services.announcing_on_loop import Announcer, announce_together
from presence.signals import Change
from profiles.models import User

ONE, TWO, THREE, FOUR = (uuid.UUID(int=number) for number in range(1, 5))


class Announcements:
    """Batches as they are announced; the first lasts until it is let go."""

    def __init__(self) -> None:
        self.batches: list[set[uuid.UUID]] = []
        self.begun, self.going = threading.Event(), threading.Event()

    def __call__(self, batch: Collection[uuid.UUID]) -> None:
        self.batches.append(set(batch))
        self.begun.set()
        self.going.wait(10)


async def while_one_is_announced(told: Announcements, announcer: Announcer) -> asyncio.Task[None]:
    first = asyncio.create_task(announcer.announce([ONE]))
    await asyncio.to_thread(told.begun.wait, 10)
    return first


async def test_those_who_come_while_one_is_announced_are_the_next_batch() -> None:
    told = Announcements()
    announcer = Announcer(told)
    first = await while_one_is_announced(told, announcer)
    others = asyncio.gather(*(announcer.announce([one]) for one in (TWO, THREE, FOUR)))
    await asyncio.sleep(0)
    told.going.set()
    await asyncio.gather(first, others)
    assert told.batches == [{ONE}, {TWO, THREE, FOUR}]


async def test_somebody_who_leaves_is_announced_with_the_others_all_the_same() -> None:
    told = Announcements()
    announcer = Announcer(told)
    first = await while_one_is_announced(told, announcer)
    leaves, stays = (asyncio.create_task(announcer.announce([one])) for one in (TWO, THREE))
    await asyncio.sleep(0)
    leaves.cancel()
    told.going.set()
    await asyncio.gather(first, stays)
    assert told.batches == [{ONE}, {TWO, THREE}]


async def test_a_batch_that_fails_is_logged_and_refuses_nobody(caplog: pytest.LogCaptureFixture) -> None:
    told: list[uuid.UUID] = []

    def announce(batch: Collection[uuid.UUID]) -> None:
        if TWO in batch:
            raise ConnectionError
        told.extend(batch)

    announcer = Announcer(announce)
    await asyncio.gather(announcer.announce([TWO]), announcer.announce([THREE]))
    assert "players not announced" in caplog.text
    await announcer.announce([FOUR])
    assert told == [FOUR]


@pytest.mark.django_db(transaction=True)
async def test_each_of_many_is_announced_once(people: list[User], told: list[Change]) -> None:
    now = timezone.now()
    rows = [PlayerPresence(user=person, last_heartbeat=now) for person in people]
    await in_thread(PlayerPresence.objects.bulk_create, rows)
    await asyncio.gather(*(announce_together([person.pk]) for person in people))
    await announce_together([person.pk for person in people])
    assert sorted(change.user_id for change in told) == sorted(person.pk for person in people)
