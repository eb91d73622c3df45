"""Limits of one connection, for both servers."""

from __future__ import annotations

from typing import Final

from common.pace import Pace

LONGEST_HEAD: Final = 16 * 1024  # bytes of a request's line and headers
MOST_HEADERS: Final = 128
HEAD_TIME: Final = 15.0  # seconds until the whole head of a request must have arrived
KEEP_ALIVE: Final = 60.0  # seconds that a connection may be idle between two requests
LARGEST_MESSAGE: Final = (
    64 * 1024
)  # bytes of one message to a WebSocket, in one frame or several; more closes with 1009
FRAMES: Final = Pace(at_once=600, a_minute=3600)  # of any kind, also pings and fragments
TOO_MANY_FRAMES: Final = 4429  # close code for a client that sends more frames than FRAMES
WRITE_TIMEOUT: Final = 20.0  # seconds without any progress after which a connection with unsent data is reset
LINGER_TIME: Final = 2.0  # seconds that a refused client has to read the reason
LINGER_BYTES: Final = 8 * 1024 * 1024  # bytes from it that are read and discarded meanwhile
LONGEST_REQUEST: Final = 90.0  # seconds before a request whose client has disconnected is cancelled
