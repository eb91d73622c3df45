"""What one connection may cost, and how long it may take, whichever server serves."""

from __future__ import annotations

from typing import Final

from common.pace import Pace

LONGEST_HEAD: Final = 16 * 1024  # bytes of a request's line and headers
MOST_HEADERS: Final = 128
HEAD_TIME: Final = 15.0  # seconds in which the head of a request has to come
KEPT_OPEN: Final = 60.0  # seconds that a connection may be idle between two requests
LARGEST_MESSAGE: Final = 64 * 1024  # bytes of a socket's client, at once or in pieces; more closes with 1009
FRAMES: Final = Pace(at_once=600, a_minute=3600)  # of any sort: pings of the protocol and pieces of messages as well
TOO_MUCH: Final = 4429  # the code that closes a socket whose client sends more frames than that
SLOWEST: Final = 20.0  # seconds in which a client that has so much to read takes none of it, and is hung up on
LINGERS: Final = 2.0  # seconds in which a client that was refused may still read why
WASTED: Final = 8 * 1024 * 1024  # bytes of it that are thrown away meanwhile
LONGEST_REQUEST: Final = 90.0  # seconds; an application whose client has gone is cancelled only after them
