"""Uvicorn's side of a WebSocket: what costs work before any application sees it."""

from __future__ import annotations

import asyncio
from asyncio.transports import BaseTransport
from contextlib import suppress
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from common.errors import RateLimited
from common.pace import Meter
from kleene_site.servers.bounds import FRAMES, HEAD_TIME, TOO_MUCH
from kleene_site.servers.uvicorn_connection import SLICE, LastWords, SlowReader


class SocketConnection(WebSocketsSansIOProtocol):
    """Closes with 4429 who sends more frames than it may, and reads no more of them.

    The names are the library's. A frame that was sent earns one that comes: it may be acknowledged.
    """

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self.meter = Meter(FRAMES)
        self.reader: SlowReader | None = None
        self.last_words: LastWords | None = None
        self.handshake_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.handshake_timer = self.loop.call_later(HEAD_TIME, self.end_without_handshake)

    def end_without_handshake(self) -> None:
        if not self.handshake_complete:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.handshake_timer is not None:
            self.handshake_timer.cancel()
        if self.reader is not None:
            self.reader.stop()
        super().connection_lost(exc)

    # --- what comes ---

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), SLICE):
            piece = data[start : start + SLICE]
            if self.last_words is not None:
                self.last_words.waste(piece)
            elif not self.transport.is_closing():
                super().data_received(piece)
                self.end_without_request()

    def end_without_request(self) -> None:
        """What the library of sockets does not take for a request: it has its answer ready, and does not say so."""
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_events(self) -> None:
        try:
            for _ in self.conn.events:
                self.meter.take()
        except RateLimited:
            self.conn.fail(TOO_MUCH)
            self.handle_parser_exception()
        else:
            super().handle_events()

    def handle_parser_exception(self) -> None:
        """Whatever closes a socket from here: its client may read why."""
        if self.close_sent:  # by the application, a moment ago
            self.transport.close()
            return
        closed = self.conn.close_sent
        if closed is None:  # there was no handshake to close
            self.transport.abort()
            return
        self.close_sent = True
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": closed.code, "reason": closed.reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.last_words = LastWords(self.transport, self.loop)
        self.close_timer = self.last_words.timer  # else the end of the application closes at once

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.is_text():
            self.frames = []
            self.conn.fail(1007)
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()

    def is_text(self) -> bool:
        try:
            b"".join(self.frames).decode()
        except UnicodeDecodeError:
            return False
        return True

    # --- what goes out ---

    async def send(self, message: Any) -> None:
        """To a client that is gone, or told to go, nothing is sent, and the application is not troubled by it."""
        await self.writable.wait()
        if self.disconnected or self.close_sent:
            return
        if message["type"] == "websocket.send":
            self.meter.earn()
        with suppress(ClientDisconnected):
            await super().send(message)
        if self.close_timer is not None:
            self.watch_reader()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.watch_reader()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch_reader()

    def resume_writing(self) -> None:
        if self.reader is not None:
            self.reader.stop()
        super().resume_writing()

    def watch_reader(self) -> None:
        if self.reader is None:
            self.reader = SlowReader(self.transport, self.loop, self.config)
        self.reader.watch()
