"""The outgoing side of a socket."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from common.errors import KleeneError, RetryLater
from worlds.consumers.sse import Send
from worlds.services import frames


class Line:
    """Whole frames, from any task of the socket; nothing leaves after the close."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._is_closed = False
        self.world: str | None = None  # the short id, once it may be told

    async def text(self, body: str) -> None:
        if not self._is_closed:
            await self._send({"type": "websocket.send", "text": body})

    async def say(self, kind: str, data: Mapping[str, Any], *, answering: str | None = None) -> None:
        """An unnumbered frame, with the id of the frame that it answers."""
        frame = frames.ephemeral_envelope(kind, data, world=self.world, at=datetime.now(UTC))
        await self.text(frames.encode_frame(frame if answering is None else frame | {"id": answering}))

    async def refuse(self, refusal: KleeneError, *, answering: str | None = None) -> None:
        data: dict[str, Any] = {
            "code": refusal.code,
            "message": refusal.message,
            "details": dict(refusal.details),
        }
        if isinstance(refusal, RetryLater):
            data["retry_after"] = refusal.retry_after
        await self.say("error", data, answering=answering)

    async def close(self, code: int) -> None:
        if not self._is_closed:
            self._is_closed = True
            await self._send({"type": "websocket.close", "code": code})
