"""All doors, as the address table of the site has them, and how to knock at one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import connection, transaction
from django.http import Http404, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.doors.cast import MARKER, ROLES, Cast
from tests.doors.table import BODIES
from worlds.models import SharedWorld

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
HOME: Final = "/"  # the one address that would be told by nothing
BACK_OFFICE: Final = re.compile(r"admin(/|$)")
WORLDS: Final = SharedWorld._meta.db_table
CHANGES_NOTHING: Final = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
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
    statements: Sequence[str]  # of SQL, on the way to the answer

    @property
    def asks_of_worlds(self) -> bool:
        return any(WORLDS in statement for statement in self.statements)

    @property
    def has_stored(self) -> bool:
        return not all(statement.startswith(CHANGES_NOTHING) for statement in self.statements)


def read_table(table: str) -> dict[str, Row]:
    """Rows by door, which is a method and an address: `GET worlds | 200 404 … | member host`. The first line names columns."""
    lines = ([part.strip() for part in line.split("|")] for line in table.strip().splitlines()[1:])
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


def status_behind(path: str, method: str, person: Any) -> tuple[int, str]:
    """What the view of an address answers somebody, and where it sends them: asked without the middleware, which opens no door."""
    found, request = resolve(path), RequestFactory().generic(method, path)
    request.user = request._force_auth_user = person  # type: ignore[attr-defined]
    try:
        answer = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return 404, ""
    return answer.status_code, answer.headers.get("Location", "")


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

    `look` is called while what was stored is there, if anything was.
    """
    with undone():
        heard = _heard(cast, role, door, body, game)
        if heard.has_stored:
            look()
    return heard


def knock_as(roles: Sequence[str], cast: Cast, door: str, body: dict[str, Any]) -> dict[str, Heard]:
    """What each is answered at one door. Whoever looks changes nothing for the next, so that is undone once for all."""
    if not door.startswith("GET "):
        return {role: knock(cast, role, door, body) for role in roles}
    with undone():
        return {role: _heard(cast, role, door, body, None) for role in roles}


class Answers:
    """What everybody is answered at the doors of one cast. Nothing lasts, so each is asked once, when somebody wants to know."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._heard: dict[str, dict[str, Heard]] = {}

    def at(self, door: str) -> dict[str, Heard]:
        """By role."""
        if door not in self._heard:
            self._heard[door] = knock_as(ROLES, self.cast, door, BODIES.get(door, {}))
        return self._heard[door]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _heard(cast: Cast, role: str, door: str, body: dict[str, Any], game: str | None) -> Heard:
    method, route = door.split(" ", 1)
    filled = {**cast.filled, "game": game or cast.game(role)}
    path = path_of(route, filled)
    given = {name: _fill(value, filled) for name, value in body.items()}
    statements: list[str] = []
    with connection.execute_wrapper(partial(_noted, statements)):
        answer = _asked(cast.client(role), method, path, given)
        text = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return Heard(answer.status_code, MARKER.encode() in text.lower(), text.decode(errors="replace"), statements)


def path_of(route: str, filled: dict[str, str]) -> str:
    return "/" + PARAMETER.sub(lambda found: filled[NAMES[found[1]]], route.removeprefix(HOME))


def _noted(statements: list[str], execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    statements.append(sql)
    return execute(sql, *rest)


def _asked(client: Client, method: str, path: str, given: dict[str, Any]) -> HttpResponseBase:
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
