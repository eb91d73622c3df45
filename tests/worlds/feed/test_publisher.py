"""Who sends what is published: the server's own loop as soon as it listens, whatever threads do at that moment."""

from __future__ import annotations

import asyncio
import threading

from pytest_django import Settings

from worlds.feed.publisher import Publisher, Sender


class SlowToMake(Publisher):
    """Stands in the middle of making a sender of its own until the server's loop has attached, or had time to."""

    def __init__(self) -> None:
        super().__init__()
        self.making, self.attached = threading.Event(), threading.Event()

    def _in_a_thread(self) -> Sender:
        self.making.set()
        self.attached.wait(0.3)
        return super()._in_a_thread()


def test_a_loop_that_attaches_while_a_thread_makes_a_sender_is_the_one_that_sends(
    settings: Settings, redis_url: str
) -> None:
    settings.REDIS_URL = redis_url
    outgoing = SlowToMake()
    thread = threading.Thread(target=outgoing.send, args=({"type": "world.rung", "world": "none"},))
    thread.start()
    assert outgoing.making.wait(10)

    async def serve() -> bool:
        outgoing.attach()
        outgoing.attached.set()
        await asyncio.to_thread(thread.join)
        sender = outgoing._sender_at_hand()
        return sender is not None and sender.loop is asyncio.get_running_loop()

    assert asyncio.run(serve())
