"""All doors, as the address table of the site has them, and how to knock at one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors.cast import MARKER, ROLES, Cast

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
HOME: Final = "/"  # the one address that would be told by nothing
BACK_OFFICE: Final = re.compile(r"admin(/|$)")
PARAMETER: Final = re.compile(r"<(?:\w+:)?(\w+)>")


NOWHERE: Final = get_resolver().url_patterns[-1].callback  # what answers where there is no door


@dataclass(frozen=True, slots=True)
class Row:
    """What everybody is answered at one door, in the order of ROLES, and who finds there what came after others left."""

    answers: str
    shows: frozenset[str]

    def of(self, role: str) -> int:
        return int(self.answers.split()[ROLES.index(role)])


@dataclass(frozen=True, slots=True)
class Heard:
    status: int
    is_marked: bool
    text: str


def read_table(table: str) -> dict[str, Row]:
    """Rows by door, which is a method and an address: `GET worlds | 200 404 … | member host`."""
    lines = ([part.strip() for part in line.split("|")] for line in table.strip().splitlines())
    return {door: Row(answers, frozenset(shows.split())) for door, answers, shows in lines}


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, the back office's apart."""
    for route, pattern in _patterns(get_resolver().url_patterns, ""):
        if not BACK_OFFICE.match(route) and pattern.callback is not NOWHERE:
            yield route or HOME, pattern


def back_office() -> list[str]:
    """Every address of the back office, with a number for each parameter."""
    found = [route for route, _ in _patterns(get_resolver().url_patterns, "") if BACK_OFFICE.match(route)]
    return ["/" + PARAMETER.sub("1", route).replace("$", "") for route in found]


def _patterns(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route)
        else:
            yield route or HOME, pattern


def knock(
    cast: Cast,
    role: str,
    door: str,
    body: dict[str, Any],
    *,
    game: str | None = None,
    look: Callable[[], None] = lambda: None,
) -> Heard:
    """What somebody is answered; nothing that it does lasts. `game` is whose game is asked for, one's own unless given.

    `look` is called while what it did is there.
    """
    method, route = door.split(" ", 1)
    filled = {**cast.filled, "game": game or cast.game(role)}
    path = "/" + PARAMETER.sub(lambda found: filled[NAMES[found[1]]], route.removeprefix(HOME))
    given = {name: _fill(value, filled) for name, value in body.items()}
    with transaction.atomic():
        answer = _asked(cast, role, method, path, given)
        text = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        look()
        transaction.set_rollback(True)
    return Heard(answer.status_code, MARKER.encode() in text.lower(), text.decode(errors="replace"))


def _asked(cast: Cast, role: str, method: str, path: str, given: dict[str, Any]) -> HttpResponseBase:
    client = cast.client(role)
    if method == "GET":
        return client.get(path, given)
    if path.startswith("/api/"):
        return client.generic(method, path, json.dumps(given), "application/json")
    return getattr(client, method.lower())(path, given)  # type: ignore[no-any-return]


def _fill(value: Any, filled: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, word in filled.items():
            value = value.replace(f"{{{name}}}", word)
    return value


# What stands for the parameters of addresses.
NAMES: Final = {
    "session_id": "game",
    "world_id": "world",
    "code": "code",
    "user_id": "member",
    "player": "member",
    "improvisation_id": "idea",
    "entry_id": "star",
    "comment_id": "comment",
    "playlist_id": "playlist",
    "number": "number",
    "slug": "story",
    "scenario": "story",
    "category": "board",
    "kind": "kind",
    "subject_id": "message",
    "token": "token",
    "version": "version",
    "name": "contract",
    "location": "location",
}
