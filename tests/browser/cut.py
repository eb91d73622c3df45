"""A wire between a browser and the site, and somebody with a pair of scissors."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """Carries bytes both ways until it is cut; then every line through it breaks, and new ones do too."""

    def __init__(self, target: str) -> None:
        where = urlsplit(target)
        self.target = (where.hostname or "", where.port or 0)
        self.is_cut = False
        self._open: set[socket.socket] = set()
        self._sockets: set[socket.socket] = set()  # to the site, for WebSockets
        self._silent: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        for line in list(self._open):
            _break(line)

    def mend(self) -> None:
        self.is_cut = False

    def hush(self) -> None:
        """WebSockets that are open stay so and carry nothing any more, as after a sleep; new ones are whole."""
        self._silent |= self._sockets

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._door.accept()
                if self.is_cut:
                    _break(line)
                else:
                    threading.Thread(target=self._join, args=(line,), daemon=True).start()

    def _join(self, line: socket.socket) -> None:
        site = socket.create_connection(self.target)
        self._open |= {line, site}
        threading.Thread(target=self._carry, args=(site, line), daemon=True).start()
        self._carry(line, site)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                if said.startswith(b"GET /ws/"):
                    self._sockets.add(target)
                if source not in self._silent and target not in self._silent:
                    target.sendall(said)
        for end in (source, target):
            self._open.discard(end)
            _break(end)


def _break(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def wire(target: str) -> Iterator[Wire]:
    laid = Wire(target)
    try:
        yield laid
    finally:
        laid.close()
