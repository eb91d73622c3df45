"""WebSocket connections of uvicorn, with limits on frames and unsent data."""

from __future__ import annotations

import asyncio
from asyncio.transports import BaseTransport
from contextlib import suppress
from typing import Any, Final

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from common.direct_socket import EXTENSION, DirectSocket, Inbox, take_direct_socket
from common.errors import RateLimited
from common.lean_queue import LeanEvent
from common.pace import Meter
from kleene_site.servers.bounds import FRAMES, HEAD_TIME, TOO_MANY_FRAMES
from kleene_site.servers.uvicorn_connection import SLICE, LingeringClose, WriteTimeout

UNREAD: Final = 8  # frames that the application has not read yet, past which nothing more is read from the client


class SocketConnection(DirectSocket, WebSocketsSansIOProtocol):
    """Closes with 4429 when the client sends more frames than FRAMES allows.

    Each frame sent allows one more to be received: the client may acknowledge it. The application may have frames handed to it
    and written by plain calls (`common.direct_socket`).
    """

    # CPython keeps up to 30 names of attributes for a class as one. With more each connection had a dictionary of 1.6 to 2.3 kB.
    __slots__ = (
        *("app", "app_state", "asgi_version", "client", "close_sent", "close_timeout", "close_timer", "config", "conn"),
        *("connections", "curr_msg_data_type", "default_headers", "disconnected", "frames", "handshake_complete"),
        *("handshake_initiated", "handshake_timer", "inbox", "initial_response", "last_ping_rtt", "lingering_close"),
        *("logger", "loop", "may_write", "meter", "pending_ping_payload", "ping_interval", "ping_sent_at"),
        *("ping_timeout", "ping_timer", "pong_timer", "queue", "read_paused", "request", "response", "root_path"),
        *("scheme", "scope", "senders", "server", "tasks", "transport", "writable", "write_timeout"),
    )

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self.queue = self.inbox = Inbox()  # type: ignore[assignment]  # the library asks no more of it
        self.writable = self.may_write = LeanEvent()  # type: ignore[assignment]  # the same
        self.senders = 0
        self.meter = Meter(FRAMES)
        self.write_timeout: WriteTimeout | None = None
        self.lingering_close: LingeringClose | None = None
        self.handshake_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        transport.set_protocol(
            self
        )  # the library does so after the handshake, whose failure would leave this among its connections
        self.handshake_timer = self.loop.call_later(HEAD_TIME, self.end_without_handshake)

    def end_without_handshake(self) -> None:
        if not self.handshake_complete:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_handshake_timer()
        if self.write_timeout is not None:
            self.write_timeout.stop()
        super().connection_lost(exc)
        if self.is_asked():
            take_direct_socket(
                self.scope
            )  # where the application did not, the connection would hold itself through its scope

    def is_asked(self) -> bool:
        """Whether there was a handshake, and an application: to anything else the library answers by itself."""
        return hasattr(self, "scope")

    def stop_handshake_timer(self) -> None:
        if self.handshake_timer is not None:
            self.handshake_timer.cancel()
            self.handshake_timer = None

    # --- reading ---

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), SLICE):
            piece = data[start : start + SLICE]
            if self.lingering_close is not None:
                self.lingering_close.discard(piece)
            elif not self.transport.is_closing():
                super().data_received(piece)
                self.end_without_request()

    def end_without_request(self) -> None:
        """Send the error response that the WebSocket library prepared for an invalid handshake."""
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def handle_events(self) -> None:
        try:
            for _ in self.conn.events:
                self.meter.take()
        except RateLimited:
            self.conn.fail(TOO_MANY_FRAMES)
            self.handle_parser_exception()
        else:
            super().handle_events()

    def handle_parser_exception(self) -> None:
        """Send the close frame, and leave the client time to read it."""
        if self.close_sent:  # the application has just closed it
            self.transport.close()
            return
        closed = self.conn.close_sent
        if closed is None:  # the handshake was not complete
            self.transport.abort()
            return
        self.close_sent = True
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": closed.code, "reason": closed.reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.lingering_close = LingeringClose(self.transport, self.loop)
        self.close_timer = self.lingering_close.timer  # otherwise uvicorn closes when the application returns

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if self.is_asked():  # its task has not begun yet
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment]  # ASGI's own types know no others

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.is_text():
            self.frames = []
            self.conn.fail(1007)
            self.handle_parser_exception()
            return
        # The library stops reading at every frame, which costs two calls of the system; here only when several are unread.
        is_paused, is_little = self.read_paused, self.queue.qsize() < UNREAD
        self.read_paused = is_paused or is_little
        super().send_receive_event_to_app()
        if is_little:
            self.read_paused = is_paused

    def is_text(self) -> bool:
        try:
            b"".join(self.frames).decode()
        except UnicodeDecodeError:
            return False
        return True

    # --- writing ---

    def forget_handshake(self) -> None:
        """Nobody asks for it again, and its headers are a tenth of what a connection keeps: its parser holds them, too."""
        self.stop_handshake_timer()
        self.request.headers.clear()
        self.response.headers.clear()
        self.request = self.response = None  # type: ignore[assignment]

    async def send(self, message: Any) -> None:
        """Ignore messages for a connection that is closed; uvicorn would raise."""
        self.senders += 1
        try:
            await self.writable.wait()
        finally:
            self.senders -= 1
        if self.disconnected or self.close_sent:
            return
        if message["type"] == "websocket.send":
            if (text := message.get("text")) is not None and self.write_now(text):
                return
            self.meter.earn()
        with suppress(ClientDisconnected):
            await super().send(message)
        if message["type"] == "websocket.accept":
            self.forget_handshake()
        if self.close_timer is not None:
            self.watch_write_buffer()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.watch_write_buffer()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch_write_buffer()

    def resume_writing(self) -> None:
        if self.write_timeout is not None:
            self.write_timeout.stop()
        super().resume_writing()

    def watch_write_buffer(self) -> None:
        if self.write_timeout is None:
            self.write_timeout = WriteTimeout(self.transport, self.loop, self.config)
        self.write_timeout.watch()
