"""Daphne's side of a WebSocket: what costs work before any application sees it."""

from __future__ import annotations

from typing import Any

from daphne.ws_protocol import WebSocketProtocol

from common.errors import RateLimited
from common.pace import Meter
from kleene_site.servers.bounds import FRAMES, TOO_MANY_FRAMES


class MeasuredSocket(WebSocketProtocol):  # type: ignore[misc]
    """Closes with 4429 who sends more frames than it may, and reads no more of them.

    The names are the library's. A frame that was sent earns one that comes: it may be acknowledged.
    """

    def onConnect(self, request: Any) -> Any:  # noqa: N802 - the library's name
        self.meter, self.is_overrun = Meter(FRAMES), False
        return super().onConnect(request)

    def onFrameBegin(self) -> None:  # noqa: N802 - the library's name
        try:
            self.meter.take()
        except RateLimited:
            self.is_overrun = True
            self.sendCloseFrame(code=TOO_MANY_FRAMES)
        super().onFrameBegin()

    def processData(self) -> bool:  # noqa: N802 - the library's name
        if self.is_overrun:
            self.data = b""
            return False
        return bool(super().processData())

    def sendMessage(self, *about: Any, **how: Any) -> None:  # noqa: N802 - the library's name
        self.meter.earn()
        super().sendMessage(*about, **how)
