"""A model server on a loopback port that does as a test tells it."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 30  # seconds after which a test that waits for something has failed


@dataclass(slots=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def told(self) -> str:
        """Everything that the model was told about this moment."""
        told: str = self.body["messages"][-1]["content"]
        return told


class Connection(BaseHTTPRequestHandler):
    """One question, and the means to answer it well or badly."""

    protocol_version = "HTTP/1.1"
    server: Fake
    is_finished = False

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.note(Asked(self.path, dict(self.headers), json.loads(body)))
        self.close_connection = True
        try:
            # Who asked may have given up.
            with suppress(OSError):
                self.server.behave(self)
        finally:
            self.finish()

    def answer(self, content: object) -> None:
        """A completion with this as the message's content."""
        self.send(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())

    def send(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.finish()
        self.wfile.write(body)

    def finish(self) -> None:
        """Count this question no longer: before its last byte, or who got that could ask again while it counts."""
        if not self.is_finished:
            self.is_finished = True
            self.server.finished()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass


Behaviour = Callable[[Connection], None]


@dataclass(eq=False)
class Fake(ThreadingHTTPServer):
    """Counts and keeps what it is asked; `behave` answers."""

    behave: Behaviour = lambda connection: connection.answer("")
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    going: threading.Event = field(default_factory=threading.Event)  # lets those go on that wait for it

    def __post_init__(self) -> None:
        self._at_once = 0
        self._changed = threading.Condition()
        super().__init__(("127.0.0.1", 0), Connection)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def note(self, asked: Asked) -> None:
        with self._changed:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()

    def finished(self) -> None:
        with self._changed:
            self._at_once -= 1

    def wait_until_asked(self, times: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.asked) >= times, PATIENCE)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serving(fake: Fake) -> Iterator[Fake]:
    thread = threading.Thread(target=fake.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        fake.going.set()
        fake.shutdown()
        fake.server_close()  # waits for the threads of its connections
        thread.join()


def unused_url() -> str:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def says(cell: str, text: str, *effects: object) -> Behaviour:
    """A model that does as it was asked."""
    content = json.dumps({"cell": cell, "text": text, "effects": list(effects)})
    return lambda connection: connection.answer(content)


def holds(connection: Connection) -> None:
    """Slow: nothing comes before the test lets it."""
    connection.server.going.wait(PATIENCE)


def trickles_headers(connection: Connection) -> None:
    """Slow in another way: a byte now and then, and never a whole line."""
    connection.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _trickle(connection)


def trickles_body(connection: Connection) -> None:
    connection.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _trickle(connection)


def _trickle(connection: Connection) -> None:
    while not connection.server.going.wait(0.02):
        connection.wfile.write(b"{")


def dies_within(connection: Connection) -> None:
    """Promises more than it sends."""
    connection.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"choices": [')


def hangs_up(connection: Connection) -> None:
    """Reads the question, and closes the connection."""


def speaks_gibberish(connection: Connection) -> None:
    connection.wfile.write(b"\x00\xff\xfe not HTTP at all \r\n\r\n")


def never_ends(connection: Connection) -> None:
    connection.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not connection.server.going.is_set():
        connection.wfile.write(b" " * 65536)


def refuses(status: int, **headers: str) -> Behaviour:
    return lambda connection: connection.send(b'{"error": "no"}', status=status, **headers)
