"""Streams that are opened in the same way at the hot path and at the plain one, and what their clients are told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any, Final

from channels.testing import ApplicationCommunicator

from common.database_threads import in_thread
from kleene_site.asgi import application
from tests.hot.parity import Told, filled, masked
from tests.hot.stage import Stage

PATIENCE: Final = 20.0  # seconds for one message; no case is decided by them
EPHEMERAL: Final = frozenset(
    {"player_presence", "presence_changed"}
)  # of whoever came a moment ago: told, or told too early
NEW_CLIENT: Final = re.compile(r"\b[0-9a-f]{32}\b")


@dataclass(frozen=True, slots=True)
class StreamAsk:
    """One stream; names of the stage stand in braces. It is read until a frame of the type `until`, or to its end.

    `says` are frames of the client's, sent before the first is read.
    """

    carrier: str
    by: str | None = "ada"
    world: str = "{world}"
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    subprotocols: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    until: str = "game:replay"
    method: str = "GET"

    def scope(self, names: Mapping[str, str]) -> dict[str, Any]:
        token = {} if self.by is None else {"Authorization": f"Bearer {names[f'{self.by}_access']}"}
        headers = {"Host": "localhost", **token, **self.headers}
        raw = [(name.lower().encode(), filled(value, names).encode()) for name, value in headers.items() if value]
        world = filled(self.world, names)
        path = f"/ws/worlds/{world}/" if self.carrier == "websocket" else f"/api/v1/worlds/{world}/events"
        subprotocols = [filled(each, names) for each in self.subprotocols]
        about = {"path": path, "query_string": self.query.encode(), "headers": raw, "client": ["127.0.0.1", 50_000]}
        kind = {"type": "http", "method": self.method} if self.carrier == "http" else {"type": "websocket"}
        return {**about, **kind, "subprotocols": subprotocols}


@dataclass(frozen=True, slots=True)
class StreamCase:
    """Streams that are opened in a row and stay open; `threads` says whether any of it may be a thread's on the hot path."""

    name: str
    asks: tuple[StreamAsk, ...]
    before: Callable[[Stage], object] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    is_ordinary: bool = False


def both(name: str, *asks: StreamAsk, **about: Any) -> Iterator[StreamCase]:
    """The same over both carriers."""
    for carrier in ("websocket", "http"):
        yield StreamCase(f"{carrier}: {name}", tuple(replace(ask, carrier=carrier) for ask in asks), **about)


def stream(by: str | None = "ada", query: str = "", **about: Any) -> StreamAsk:
    """Its carrier is chosen by `both`."""
    return StreamAsk("", by, query=query, **about)


class Line:
    """One open stream."""

    def __init__(self, ask: StreamAsk, names: Mapping[str, str]) -> None:
        self.ask, self.names = ask, names
        self.line = ApplicationCommunicator(application, ask.scope(names))
        self.status: object = None
        self.headers: list[str] = []
        self.frames: list[Any] = []

    async def opened(self) -> None:
        """Read until the frame that is waited for, or to the end."""
        if self.ask.carrier == "http":
            await self.line.send_input({"type": "http.request", "body": b""})
        else:
            await self.line.send_input({"type": "websocket.connect"})
        for said in self.ask.says:
            await self.line.send_input({"type": "websocket.receive", "text": filled(said, self.names)})
        while not self._take(await self.line.receive_output(PATIENCE)):
            pass

    def _take(self, message: Mapping[str, Any]) -> bool:
        match message["type"]:
            case "http.response.start":
                self.status = message["status"]
                self.headers = sorted(
                    f"{name.decode().lower()}: {value.decode()}" for name, value in message["headers"]
                )
            case "http.response.body":
                self.frames += [block for block in message["body"].decode().split("\n\n") if block]
                return not message.get("more_body") or any(f"event: {self.ask.until}" in each for each in self.frames)
            case "websocket.accept":
                self.status = f"accepted {message.get('subprotocol')}"
            case "websocket.close":
                self.status = f"{self.status}, closed {message.get('code')}"
                return True
            case _:
                frame = json.loads(message["text"])
                self.frames.append(frame)
                return bool(frame["type"] == self.ask.until)
        return False

    async def leave(self) -> None:
        kind = "http.disconnect" if self.ask.carrier == "http" else "websocket.disconnect"
        await self.line.send_input({"type": kind, "code": 1001})
        await self.line.wait(PATIENCE)

    def told(self, known: Collection[str]) -> Told:
        frames = [each if isinstance(each, str) else json.dumps(each, sort_keys=True) for each in self.frames]
        shown = [masked(each, known) for each in frames if not any(f'"{kind}"' in each for kind in EPHEMERAL)]
        headers = [each for each in self.headers if not each.startswith("retry-after")]
        return {"status": self.status, "headers": headers, "frames": shown}


async def opened(asks: tuple[StreamAsk, ...], stage: Stage, looked: Callable[[list[Line]], Any]) -> Any:
    """What `looked` finds while all these streams are open."""
    async with AsyncExitStack() as stack:
        lines = []
        for ask in asks:
            line = Line(ask, stage.names)
            stack.push_async_callback(line.leave)
            await line.opened()
            lines.append(line)
        return await in_thread(looked, lines)
