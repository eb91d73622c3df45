"""The same request to both doors: the hot one, and the plain one that is documented."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio

from common.prepared import pool, switch
from common.prepared.select import compile_all
from kleene_site import asgi, hot


@pytest.fixture(autouse=True)
def on_loops(transactional_db: None) -> Iterator[None]:
    compile_all()
    switch.turn_on()
    yield
    switch.turn_off()


class Told:
    """How often the plain application was asked behind the hot doors."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.count += 1
        await asgi.pages(scope, receive, send)


class Doors:
    def __init__(self, hot_one: httpx.AsyncClient, plain: httpx.AsyncClient, behind: Told) -> None:
        self.hot, self.plain, self.behind = hot_one, plain, behind

    async def both(self, method: str, path: str, **request: Any) -> tuple[httpx.Response, httpx.Response]:
        return await self.hot.request(method, path, **request), await self.plain.request(method, path, **request)


@pytest_asyncio.fixture
async def doors(on_loops: None) -> AsyncIterator[Doors]:
    async with opened_doors() as opened:
        yield opened


@asynccontextmanager
async def opened_doors() -> AsyncIterator[Doors]:
    """On the loop of now, whose pool of connections is closed at the end."""
    behind = Told()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(pool.close_pool)
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")
            )
            for app in (hot.around(behind), asgi.pages)
        ]
        yield Doors(clients[0], clients[1], behind)
