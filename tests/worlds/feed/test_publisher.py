"""Who sends what was rung: the server's own loop as soon as it listens, whatever threads do at that moment."""

from __future__ import annotations

import asyncio
import threading

from pytest_django import Settings

from worlds.feed.publisher import Doorbell, Post


class SlowToMake(Doorbell):
    """Stands in the middle of making a post of its own until the server's loop has attached, or had time to."""

    def __init__(self) -> None:
        super().__init__()
        self.making, self.attached = threading.Event(), threading.Event()

    def _in_a_thread(self) -> Post:
        self.making.set()
        self.attached.wait(0.3)
        return super()._in_a_thread()


def test_a_loop_that_attaches_while_a_thread_makes_a_post_is_the_one_that_sends(
    settings: Settings, redis_url: str
) -> None:
    settings.REDIS_URL = redis_url
    bell = SlowToMake()
    sender = threading.Thread(target=bell.send, args=({"type": "world.rung", "world": "none"},))
    sender.start()
    assert bell.making.wait(10)

    async def serve() -> bool:
        bell.attach()
        bell.attached.set()
        await asyncio.to_thread(sender.join)
        post = bell._post_at_hand()
        return post is not None and post.loop is asyncio.get_running_loop()

    assert asyncio.run(serve())
