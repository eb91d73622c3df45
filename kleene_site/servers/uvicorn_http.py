"""HTTP connections of uvicorn, with limits on request heads, pipelining, unread bodies and unsent data."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from common import api_errors, errors
from common.lean_queue import LeanEvent
from common.limits import BODY
from kleene_site.servers.answer_transport import AnswerTransport
from kleene_site.servers.bounds import HEAD_TIME, LINGER_BYTES, LONGEST_HEAD, MOST_HEADERS
from kleene_site.servers.uvicorn_connection import SLICE, LingeringClose, WriteTimeout


class TooLongHead(Exception):
    """Request line and headers exceed LONGEST_HEAD bytes or MOST_HEADERS headers."""


class Flow(FlowControl):
    """Does not resume reading while data waits to be parsed."""

    is_held = False

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__(transport)
        self._is_writable_event = LeanEvent()  # type: ignore[assignment]  # the library asks no more of it

    def resume_reading(self) -> None:
        if not self.is_held:
            super().resume_reading()


class HttpConnection(HttpToolsProtocol):
    """One connection. A pipelined request is parsed only when the one before it has been answered."""

    flow: Flow

    # As those of a `SocketConnection`: a stream of events keeps its connection for hours.
    __slots__ = (
        *("access_log", "access_logger", "app", "app_state", "asgi_version", "body_came", "client", "config"),
        *("connections", "cycle", "expect_100_continue", "flow", "has_asked", "head_came", "head_parsed"),
        *("head_timer", "headers", "is_upgraded", "limit_concurrency", "lingering_close", "logger", "loop", "parser"),
        *("pipeline", "reads", "reads_head"),
        *("root_path", "running", "scheme", "scope", "server", "server_state", "tasks", "timeout_keep_alive"),
        *("timeout_keep_alive_task", "transport", "unparsed", "url", "write_timeout", "ws_protocol_class"),
    )

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self.reads = self.reads_head = self.has_asked = self.is_upgraded = False
        self.head_came = self.head_parsed = self.body_came = (
            0  # bytes of the current request; of trailers, too, as of its head
        )
        self.unparsed = b""
        self.running: RequestResponseCycle | None = None  # the request that is being answered
        self.head_timer: asyncio.TimerHandle | None = None
        self.write_timeout: WriteTimeout | None = None
        self.lingering_close: LingeringClose | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = Flow(transport)
        self.await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_timers()
        self.unparsed = b""
        super().connection_lost(exc)
        self.tell_running()

    def tell_running(self) -> None:
        """The library tells the newest request that the client is gone, which is another where one was pipelined."""
        running, self.running = self.running, None
        if running is not None and not running.response_complete:
            running.disconnected = True
            running.message_event.set()

    # --- reading ---

    def data_received(self, data: bytes) -> None:
        if self.lingering_close is not None:
            self.lingering_close.discard(data)
        elif self.unparsed or self.pipeline:
            self.hold(self.unparsed + data)
        else:
            self.parse(data)

    def hold(self, data: bytes) -> None:
        """Keep data that arrived behind a pipelined request, and pause reading until it is parsed."""
        self.unparsed, self.flow.is_held = data, bool(data)
        if data:
            self.flow.pause_reading()
        else:
            self.flow.resume_reading()

    def parse(self, data: bytes) -> None:
        if self.head_timer is None and self.is_idle():
            self.await_head()
        for start in range(0, len(data), SLICE):
            if self.pipeline:
                self.hold(data[start:])
                return
            piece = data[start : start + SLICE]
            super().data_received(piece)
            if self.is_finished():
                return
            self.count_unfinished_lines(len(piece))

    def is_idle(self) -> bool:
        return not self.has_asked or self.cycle.response_complete

    def is_finished(self) -> bool:
        """Whether parsing has ended: the connection is closing, or has become a WebSocket."""
        return self.is_upgraded or self.lingering_close is not None or self.transport.is_closing()

    def count_unfinished_lines(self, size: int) -> None:
        # The parser does not report an unfinished header or trailer. The first piece may also hold the end of the previous request.
        if self.reads:
            self.head_came += size
            if self.head_came > LONGEST_HEAD + SLICE:
                self.refuse(errors.TooLarge(limit=LONGEST_HEAD))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.reads = self.reads_head = True
        self.head_came = self.head_parsed = self.body_came = 0

    def on_url(self, url: bytes) -> None:
        self.measure_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.measure_head(len(name) + len(value))
        if self.reads_head:  # trailers would change what was decided by the head, whoever wrote that
            super().on_header(name, value)

    def measure_head(self, size: int) -> None:
        self.head_parsed += size
        if self.head_parsed > LONGEST_HEAD or len(self.headers) > MOST_HEADERS:
            raise TooLongHead

    def on_headers_complete(self) -> None:
        self.reads_head = False
        self.head_came = 0
        self.stop_awaiting_head()
        before = self.cycle
        super().on_headers_complete()
        self.has_asked = bool(self.cycle)
        if self.cycle is not before:  # the request for a WebSocket has none, and another may be running
            self.cycle.message_event = LeanEvent()  # type: ignore[assignment]  # the library asks no more of it
            self.cycle.message_event.clear()
            self.cycle.transport = AnswerTransport(self.transport, self.loop)  # type: ignore[assignment]  # what it asks of one

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self.running = cycle
        super()._start_asgi_task(cycle, app)

    def on_body(self, body: bytes) -> None:
        # RequestLimits counts what the application reads; this bounds what it leaves unread.
        self.body_came += len(body)
        self.head_came = 0
        if self.body_came > BODY + LINGER_BYTES:
            self.transport.abort()
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self.reads = False
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self.stop_timers()
        if not self.is_idle():  # pipelined behind an unanswered request
            self.transport.abort()
            return
        super().handle_websocket_upgrade()
        self.is_upgraded = True
        # Break the reference cycle, so that the memory is freed without the garbage collector.
        self.parser = None  # type: ignore[assignment]

    # --- timers ---

    def await_head(self) -> None:
        self.head_timer = self.loop.call_later(HEAD_TIME, self.transport.abort)

    def stop_awaiting_head(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def stop_timers(self) -> None:
        self.stop_awaiting_head()
        self._unset_keepalive_if_required()  # the library does not where the client resets the connection
        if self.write_timeout is not None:
            self.write_timeout.stop()
        if self.lingering_close is not None:
            self.lingering_close.stop()

    # --- writing ---

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self.watch_write_buffer()  # otherwise closing waits forever for a client that reads nothing
        elif self.unparsed and not self.pipeline:
            data = self.unparsed
            self.hold(b"")
            self.parse(data)

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.watch_write_buffer()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch_write_buffer()

    def resume_writing(self) -> None:
        if self.write_timeout is not None and not self.transport.is_closing():
            self.write_timeout.stop()
        super().resume_writing()

    def watch_write_buffer(self) -> None:
        if self.write_timeout is None:
            self.write_timeout = WriteTimeout(self.transport, self.loop, self.config)
        self.write_timeout.watch()

    def send_400_response(self, msg: str) -> None:
        is_long = self.head_parsed > LONGEST_HEAD or len(self.headers) > MOST_HEADERS
        self.refuse(
            errors.TooLarge(limit=LONGEST_HEAD) if is_long else errors.InvalidInput("This is not a valid HTTP request.")
        )

    def refuse(self, refusal: errors.KleeneError) -> None:
        """Answer an invalid request with a JSON error, and close."""
        self.stop_timers()
        if not self.is_idle():  # an error cannot be sent in the middle of a response
            self.transport.abort()
            return
        body = orjson.dumps(api_errors.body(refusal))
        status = "431 Request Header Fields Too Large" if isinstance(refusal, errors.TooLarge) else "400 Bad Request"
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self.transport.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        self.lingering_close = LingeringClose(self.transport, self.loop)
