"""The sockets that a server listens on."""

from __future__ import annotations

import errno
import socket
import sys
from typing import Final

BACKLOG: Final = 2048  # connections that wait to be accepted


class CannotListen(Exception):
    """The address cannot be used; the message says why, and what to do."""


def listening_sockets(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """`count` sockets on one address, one for each process; the system distributes new connections among them.

    The caller keeps them open: connections to a process that died wait in its socket for the next one. Raises CannotListen.
    """
    # First without SO_REUSEPORT: with it, the address would not count as taken by another server of the same user.
    alone = _listening_socket(host, port)
    if count == 1:
        return [alone]
    if not sys.platform.startswith("linux"):  # elsewhere the system does not distribute: all accept from one
        return [alone, *(alone.dup() for _ in range(count - 1))]
    alone.close()
    return [_listening_socket(host, port, is_shared=True) for _ in range(count)]


def _listening_socket(host: str, port: int, *, is_shared: bool = False) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        made = socket.create_server(
            (host, port), family=family, backlog=BACKLOG, reuse_port=is_shared, dualstack_ipv6=both
        )
    except OSError as trouble:
        raise CannotListen(explanation(host, port, trouble)) from trouble
    made.setblocking(False)  # noqa: FBT003 - the library's own
    return made


def explanation(host: str, port: int, trouble: OSError) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Stop what runs there, or choose another: PORT={port + 1} ./kleene up"
    return f"Cannot listen on {host}, port {port}: {trouble.strerror or trouble}"
