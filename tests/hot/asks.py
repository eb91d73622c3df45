"""The requests of the table, in short: who asks what at which door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.hot.parity import Ask, Case

TURNS: Final = "/api/v1/game/{ada_game}/turns"
ALONE: Final = "/api/v1/game/{ida_game}/turns"
CHAT: Final = "/api/v1/worlds/{world}/chat"
VIEW: Final = "/api/v1/game/{ada_game}"
OPEN: Final = "/health/live"
TICKETS: Final = "/api/v1/stream-tickets"
BEAT: Final = "/api/v1/presence/heartbeat"


def turn(by: str = "ada", path: str = "", key: str | None = None, **body: Any) -> Ask:
    headers = {} if key is None else {"Idempotency-Key": key}
    return Ask("POST", path or f"/api/v1/game/{{{by}_game}}/turns", by, body, headers=headers)


def chat(by: str = "ada", key: str | None = None, path: str = CHAT, **body: Any) -> Ask:
    headers = {} if key is None else {"Idempotency-Key": key}
    return Ask("POST", path, by, body, headers=headers)


def view(by: str | None = "ada", path: str = "", **headers: str) -> Ask:
    return Ask("GET", path or f"/api/v1/game/{{{by}_game}}", by, headers=headers)


def beat(by: str | None = "ada", **headers: str) -> Ask:
    return Ask("POST", BEAT, by, {}, headers=headers)


def ticket(by: str | None = "ada", **headers: str) -> Ask:
    return Ask("POST", TICKETS, by, {}, headers=headers)


def case(name: str, *asks: Ask, **about: Any) -> Case:
    return Case(name, asks, **about)


def everywhere(name: str, change: Callable[[Ask], Ask], **about: Any) -> Iterator[Case]:
    """The same at each of the doors."""
    doors = {
        "view": view(),
        "turn": turn(option_id="wait"),
        "chat": chat(text="Hello."),
        "heartbeat": beat(),
        "ticket": ticket(),
    }
    for door, ask in doors.items():
        yield Case(f"{name}: {door}", (change(ask),), **about)


def asking(ask: Ask, by: str | None = "ada", **headers: str) -> Ask:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Ask(ask.method, ask.path, by, ask.body, ask.raw, {**ask.headers, **named})


def whoever(**headers: str) -> Callable[[Ask], Ask]:
    return lambda ask: asking(ask, None, **headers)


def also(**headers: str) -> Callable[[Ask], Ask]:
    return lambda ask: asking(ask, "ada", **headers)


def browser(**headers: str) -> Callable[[Ask], Ask]:
    """By the session cookie, as a page of ours asks."""
    return whoever(Cookie="sessionid={ada_cookie}; csrftoken=" + "a" * 32, X_CSRFToken="a" * 32, **headers)
