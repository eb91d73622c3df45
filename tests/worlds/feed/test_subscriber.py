from __future__ import annotations

import asyncio
import uuid
from datetime import UTC, datetime
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worlds.feed.event import LoggedEvent, Seen
from worlds.feed.subscriber import WAITING, Delivery, End, Ephemeral, Passed, Subscriber

READER, OTHER = uuid.uuid4(), uuid.uuid4()
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def event(sequence: int, *audience: uuid.UUID) -> LoggedEvent:
    return LoggedEvent(
        world="wld_aaaaaaaa",
        sequence=sequence,
        type="chat_message",
        room="",
        actor=None,
        audience=frozenset(map(str, audience)) if audience else None,
        payload={},
        text=None,
        removed=False,
        at=NOON,
    )


def remark() -> Ephemeral:
    return Ephemeral(world="wld_aaaaaaaa", type="typing", data={}, actor=None, room="", at=NOON)


async def waiting_for(subscriber: Subscriber) -> list[Delivery]:
    """All that is queued, up to the end that this puts there."""
    subscriber.end(End.LEAVING)
    found: list[Delivery] = []
    while not isinstance(delivery := await subscriber.next(), End):
        found.append(delivery)
    return [*found, delivery]


async def test_an_event_that_was_met_before_is_not_delivered_again() -> None:
    subscriber = Subscriber(READER, cursor=0, seen=0)
    for sequence in (1, 2, 2, 1, 3):
        subscriber.hand(event(sequence))
    *seen, _ = await waiting_for(subscriber)
    assert [(met.event.sequence, met.previous) for met in seen if isinstance(met, Seen)] == [(1, 0), (2, 1), (3, 2)]


async def test_of_events_for_others_only_the_number_is_told_and_of_several_the_last() -> None:
    subscriber = Subscriber(READER, cursor=0, seen=0)
    for sequence in (1, 2, 3):
        subscriber.hand(event(sequence, OTHER))
    subscriber.hand(event(4, READER, OTHER))
    passed, seen, _ = await waiting_for(subscriber)
    assert passed == Passed(3)
    assert isinstance(seen, Seen)
    assert (seen.event.sequence, seen.previous) == (4, 0)


async def test_a_full_queue_ends_the_stream_at_once() -> None:
    subscriber = Subscriber(READER, cursor=0, seen=0)
    for sequence in range(1, WAITING + 2):
        subscriber.hand(event(sequence))
    assert await waiting_for(subscriber) == [End.TOO_SLOW]


async def test_remarks_give_way_before_a_stream_is_too_slow() -> None:
    subscriber = Subscriber(READER, cursor=0, seen=0)
    for _ in range(WAITING * 2):
        subscriber.tell(remark())
    subscriber.hand(event(1))
    assert subscriber.ended is None
    *_, last, _ = await waiting_for(subscriber)
    assert isinstance(last, Seen)


async def test_what_is_queued_is_delivered_before_the_end_and_nothing_after_it() -> None:
    subscriber = Subscriber(READER, cursor=0, seen=0)
    subscriber.hand(event(1))
    subscriber.end(End.ARCHIVED)
    subscriber.hand(event(2))
    subscriber.end(End.LEAVING)
    seen, end = await waiting_for(subscriber)
    assert isinstance(seen, Seen)
    assert end is End.ARCHIVED


async def test_what_can_be_delivered_at_once_is_so_only_while_nothing_else_is_being_delivered() -> None:
    subscriber, at_once = Subscriber(READER, cursor=0, seen=0), list[Delivery]()

    def take(delivery: Delivery) -> bool:
        at_once.append(delivery)
        return True

    subscriber.deliver_now = take
    subscriber.hand(event(1))  # nobody waits for deliveries yet
    assert (await subscriber.next(), at_once) == (Seen(ANY, 0), [])
    subscriber.hand(event(2))  # the first is on its way
    following = asyncio.create_task(two_deliveries(subscriber))
    await settled()
    subscriber.hand(event(3))
    assert [each.event.sequence for each in at_once if isinstance(each, Seen)] == [3]
    subscriber.end(End.LEAVING)
    second, end = await following
    assert isinstance(second, Seen)
    assert (second.event.sequence, end) == (2, End.LEAVING)


@pytest.mark.parametrize("refusal", [False, ValueError], ids=["not at once", "an error"])
async def test_what_cannot_be_delivered_at_once_waits_for_its_stream_and_all_after_it(refusal: Any) -> None:
    subscriber, tried = Subscriber(READER, cursor=0, seen=0), list[Delivery]()

    def refuse(delivery: Delivery) -> bool:
        tried.append(delivery)
        if refusal:
            raise refusal
        return False

    subscriber.deliver_now = refuse
    following = asyncio.create_task(two_deliveries(subscriber))
    await settled()
    subscriber.hand(event(1))
    subscriber.hand(event(2))
    found = await following
    assert [each.event.sequence for each in found if isinstance(each, Seen)] == [1, 2]
    assert len(tried) == 1


async def two_deliveries(subscriber: Subscriber) -> tuple[Delivery, Delivery]:
    return await subscriber.next(), await subscriber.next()


async def settled() -> None:
    """Every task has come to where it waits."""
    for _ in range(3):
        await asyncio.sleep(0)


@given(st.lists(st.booleans(), max_size=60))
def test_each_number_names_the_one_that_the_reader_got_before(secrets: list[bool]) -> None:
    events = [event(at, OTHER) if secret else event(at) for at, secret in enumerate(secrets, start=1)]
    seen = [met for met in Subscriber(READER, cursor=0, seen=0).meet(events) if isinstance(met, Seen)]
    assert [met.previous for met in seen] == [0, *(met.event.sequence for met in seen)][: len(seen)]
    assert [met.event.sequence for met in seen] == [at for at, secret in enumerate(secrets, start=1) if not secret]
