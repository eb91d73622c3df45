"""Uvicorn's side of HTTP, bounded: the head and its time, what waits to be parsed, what nobody reads, what is unsent."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from common import api_errors, errors
from common.limits import BODY
from kleene_site.servers.bounds import HEAD_TIME, LONGEST_HEAD, MOST_HEADERS, WASTED
from kleene_site.servers.uvicorn_connection import SLICE, LastWords, SlowReader


class TooLongHead(Exception):
    """A request's line and headers are longer than LONGEST_HEAD, or there are more than MOST_HEADERS."""


class Flow(FlowControl):
    """Reads on only when nothing waits to be parsed."""

    is_held = False

    def resume_reading(self) -> None:
        if not self.is_held:
            super().resume_reading()


class HttpConnection(HttpToolsProtocol):
    """One connection; of many pipelined requests the next is parsed only when the last is answered.

    The names are the library's.
    """

    flow: Flow

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self.reads_head = self.has_asked = self.is_handed_over = False
        self.head_came = self.head_parsed = self.body_came = 0  # bytes of the request that is being read
        self.unparsed = b""
        self.head_timer: asyncio.TimerHandle | None = None
        self.reader: SlowReader | None = None
        self.last_words: LastWords | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = Flow(transport)
        self.await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_timers()
        self.unparsed = b""
        super().connection_lost(exc)

    # --- what comes ---

    def data_received(self, data: bytes) -> None:
        if self.last_words is not None:
            self.last_words.waste(data)
        elif self.unparsed or self.pipeline:
            self.hold(self.unparsed + data)
        else:
            self.parse(data)

    def hold(self, data: bytes) -> None:
        """Keep what came behind a request that waits for its turn, and read no more until it is parsed."""
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
            if self.is_over():
                return
            self.count_unfinished_head(len(piece))

    def is_idle(self) -> bool:
        return not self.has_asked or self.cycle.response_complete

    def is_over(self) -> bool:
        """Whether nothing more is to be parsed here: the connection is closing, or a socket's by now."""
        return self.is_handed_over or self.last_words is not None or self.transport.is_closing()

    def count_unfinished_head(self, size: int) -> None:
        # The parser keeps a header without an end to itself. The first piece may hold the end of what came before.
        if self.reads_head:
            self.head_came += size
            if self.head_came > LONGEST_HEAD + SLICE:
                self.refuse(errors.TooLarge(limit=LONGEST_HEAD))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.reads_head = True
        self.head_came = self.head_parsed = self.body_came = 0

    def on_url(self, url: bytes) -> None:
        self.measure_head(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.measure_head(len(name) + len(value))
        super().on_header(name, value)

    def measure_head(self, size: int) -> None:
        self.head_parsed += size
        if self.head_parsed > LONGEST_HEAD or len(self.headers) > MOST_HEADERS:
            raise TooLongHead

    def on_headers_complete(self) -> None:
        self.reads_head = False
        self.stop_awaiting_head()
        super().on_headers_complete()
        self.has_asked = bool(self.cycle)

    def on_body(self, body: bytes) -> None:
        # What the application reads of it is measured around the application; this is for what it leaves unread.
        self.body_came += len(body)
        if self.body_came > BODY + WASTED:
            self.transport.abort()
        else:
            super().on_body(body)

    def handle_websocket_upgrade(self) -> None:
        self.stop_timers()
        if not self.is_idle():  # behind a request that is not answered yet
            self.transport.abort()
            return
        super().handle_websocket_upgrade()
        self.is_handed_over = True
        # It refers to this, and this to it: both would stay until Python collects its garbage.
        self.parser = None  # type: ignore[assignment]

    # --- how long it takes ---

    def await_head(self) -> None:
        self.head_timer = self.loop.call_later(HEAD_TIME, self.transport.abort)

    def stop_awaiting_head(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def stop_timers(self) -> None:
        self.stop_awaiting_head()
        if self.reader is not None:
            self.reader.stop()
        if self.last_words is not None:
            self.last_words.stop()

    # --- what goes out ---

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self.watch_reader()  # else it would wait for ever for one that takes nothing
        elif self.unparsed and not self.pipeline:
            data = self.unparsed
            self.hold(b"")
            self.parse(data)

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.watch_reader()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch_reader()

    def resume_writing(self) -> None:
        if self.reader is not None and not self.transport.is_closing():
            self.reader.stop()
        super().resume_writing()

    def watch_reader(self) -> None:
        if self.reader is None:
            self.reader = SlowReader(self.transport, self.loop, self.config)
        self.reader.watch()

    def send_400_response(self, msg: str) -> None:
        is_long = self.head_parsed > LONGEST_HEAD or len(self.headers) > MOST_HEADERS
        self.refuse(errors.TooLarge(limit=LONGEST_HEAD) if is_long else errors.InvalidInput("This is not HTTP."))

    def refuse(self, refusal: errors.KleeneError) -> None:
        """Say no to what is no request, in the one shape of refusals."""
        self.stop_timers()
        if not self.is_idle():  # nothing can be said in the middle of an answer
            self.transport.abort()
            return
        body = orjson.dumps(api_errors.body(refusal))
        status = "431 Request Header Fields Too Large" if isinstance(refusal, errors.TooLarge) else "400 Bad Request"
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self.transport.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        self.last_words = LastWords(self.transport, self.loop)
