"""The outgoing side of a socket."""

from __future__ import annotations

from datetime import UTC, datetime

from common.errors import KleeneError, RetryLater
from worlds.consumers.sse import Send
from worlds.event_types.base import StreamFrame
from worlds.event_types.stream_frames import ErrorFrame
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

    async def say(self, told: StreamFrame, *, answering: str | None = None) -> None:
        """An unnumbered frame, with the id of the frame that it answers."""
        frame = frames.frame_envelope(told, world=self.world, at=datetime.now(UTC))
        await self.text(frames.encode_frame(frame if answering is None else frame | {"id": answering}))

    async def refuse(self, refusal: KleeneError, *, answering: str | None = None) -> None:
        told = ErrorFrame(
            code=refusal.code,
            message=refusal.message,
            details=dict(refusal.details),
            retry_after=refusal.retry_after if isinstance(refusal, RetryLater) else None,
        )
        await self.say(told, answering=answering)

    async def close(self, code: int) -> None:
        if not self._is_closed:
            self._is_closed = True
            await self._send({"type": "websocket.close", "code": code})
