"""The requests that benchmarks ask: by name, for one player."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from functools import partial
from typing import Final

from benchmarks.harness.http_client import request_bytes
from benchmarks.harness.players import OPTION
from benchmarks.harness.site import Seat

PAGE: Final = "text/html"
_numbers = itertools.count()


def take_turn(seat: Seat) -> bytes:
    key = str(uuid.uuid4())
    return request_bytes("POST", f"/api/v1/game/{seat.session_id}/turns", token=seat.token, body=OPTION, key=key)


def say_line(seat: Seat) -> bytes:
    body = b'{"text":"This is line %d of a long evening."}' % next(_numbers)
    path = f"/api/v1/worlds/{seat.world_id}/chat"
    return request_bytes("POST", path, token=seat.token, body=body, key=str(uuid.uuid4()))


def look(seat: Seat) -> bytes:
    return request_bytes("GET", f"/api/v1/game/{seat.session_id}", token=seat.token)


def _read(path: str, accept: str, _seat: Seat) -> bytes:
    return request_bytes("GET", path, accept=accept)


def _read_as_player(path: str, seat: Seat) -> bytes:
    return request_bytes("GET", path, token=seat.token)


KINDS: Final[dict[str, Callable[[Seat], bytes]]] = {
    "/health/live": partial(_read, "/health/live", "application/json"),
    "/health/ready": partial(_read, "/health/ready", "application/json"),
    "turn (shared)": take_turn,
    "chat line": say_line,
    "view of a game": look,
    "first page, anonymous": partial(_read, "/", PAGE),
    "style sheet": partial(_read, "/static/kleene/base.css", "text/css"),
    "lobby": partial(_read_as_player, "/api/v1/worlds"),
    "lobby page, anonymous": partial(_read, "/worlds", PAGE),
    "board": partial(_read, "/api/v1/leaderboards/turn_efficiency?scenario_id=tally", "application/json"),
    "board page, anonymous": partial(_read, "/leaderboards", PAGE),
}
