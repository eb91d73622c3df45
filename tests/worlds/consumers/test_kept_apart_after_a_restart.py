"""Players who were blocked or muted reach the other over no carrier and by no door, also of a server that was started anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from profiles.models import User
from tests.worlds.consumers.served import EVENTS, PATIENCE, NetworkSocket, Site, bearer, listening, served
from tests.worlds.consumers.settled import OFTEN
from tests.worlds.living_world import Living, shared_world

WORDS, PSST = "wolfsbane", "hemlock"  # to everybody who can hear it, and to one alone
numbers: Final = count()
BINDING: Final = {"follow_request", "follow_state", "party_state"}
LOOKS: Final = (
    "worlds/{world}/chat",
    "worlds/{world}/log",
    "worlds/{world}/transcript",
    "worlds/{world}",
    "game/{game}",
)


@pytest.fixture
def living(transactional_db: None) -> Living:
    return shared_world("ada", "ben", "cleo", "dee", "eve")


@dataclass(frozen=True, slots=True)
class Told:
    """What came to somebody by their streams, from the beginning of the log, and what they read by asking."""

    frames: list[dict[str, Any]]
    looks: list[str]

    def words(self) -> set[str]:
        """Those words of others that stand in anything."""
        every = json.dumps(self.frames) + "".join(self.looks)
        return set(re.findall(rf"(?:{WORDS}|{PSST})-(?:before|after)-[a-z]+", every))

    def bound(self, person: User) -> set[str]:
        """The kinds of frames that bind the hearer to this person, or ask it."""
        return {frame["type"] for frame in self.frames if frame["type"] in BINDING and names(frame["data"], person)}


def names(data: dict[str, Any], person: User) -> bool:
    return person.short_id in json.dumps({name: value for name, value in data.items() if name != "user_id"})


def asks(site: Site, person: User, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
    return httpx.request(method, site.url(f"/api/v1/{path}"), json=body, headers=bearer(person), timeout=PATIENCE)


def reaches_out(site: Site, living: Living, person: User, to: User, *, part: str) -> None:
    """Every way of saying something to somebody, and of binding oneself to them, each answered without a fault of the server."""
    world, words, psst = living.world.short_id, f"{WORDS}-{part}-{person.username}", f"{PSST}-{part}-{person.username}"
    bodies: list[tuple[str, dict[str, Any]]] = [
        *(("chat", {"text": words, **where}) for where in ({}, {"channel": "room"})),
        *(("commands", {"command": f"{verb} {words}"}) for verb in ("say", "shout", "emote")),
        ("chat", {"text": psst, "to": to.short_id}),
        ("commands", {"command": f"whisper {to.display_name} {psst}"}),
        ("commands", {"command": f"reply {psst}"}),
        ("commands", {"command": f"follow {to.display_name}"}),
        ("commands", {"command": f"party invite {to.display_name}"}),
    ]
    for door, body in bodies:
        assert asks(site, person, "POST", f"worlds/{world}/{door}", body).status_code < 500


def told(site: Site, living: Living, person: User) -> Told:
    """Everything up to the last line, over a socket and over server-sent events; both must tell the same of words."""
    world, game, last = living.world, living.world.sessions.get(user=person), f"The end of part {next(numbers)}."
    assert asks(site, living.people[3], "POST", f"worlds/{world.short_id}/chat", {"text": last}).status_code == 201
    frames = [
        *by_socket(site, living, person, last), *by_events(site, living, person, last), *afresh(site, living, person),
    ]  # fmt: skip
    paths = [path.format(world=world.short_id, game=game.short_id) for path in LOOKS]
    return Told(frames, [asks(site, person, "GET", path).text for path in paths])


def by_socket(site: Site, living: Living, person: User, last: str) -> list[dict[str, Any]]:
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/?last_event_id=0", bearer(person))
    try:
        return list(up_to(last, frames_of(client)))
    finally:
        client.close()


def afresh(site: Site, living: Living, person: User) -> list[dict[str, Any]]:
    """What a socket that has heard nothing yet is told first: how things stand, and what binds the player."""
    client, told = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", bearer(person)), list[dict[str, Any]]()
    try:
        while not told or told[-1]["type"] != "game:replay":
            told.append(next(frames_of(client)))
        client.say({"type": "ping"})
        while told[-1]["type"] != "pong":
            told.append(next(frames_of(client)))
        return told
    finally:
        client.close()


def by_events(site: Site, living: Living, person: User, last: str) -> list[dict[str, Any]]:
    headers = {**bearer(person), "Last-Event-ID": "0"}
    with listening(site.url(EVENTS.format(living.world.short_id)), headers) as stream:
        return list(up_to(last, ({"type": message.event, "data": message.data} for message in stream if message.event)))


def frames_of(client: NetworkSocket) -> Iterator[dict[str, Any]]:
    while isinstance(frame := client.frame(), dict):
        yield frame


def up_to(last: str, frames: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for frame in frames:
        yield frame
        if frame["data"].get("text") == last:
            return
    raise AssertionError("the stream ended")


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A server in a process of its own, which leaves at the end as one that is stopped does."""
    with served(folder, **OFTEN, RATE_CHAT="1000/minute", RATE_INVITE="1000/minute") as site:
        yield site
        site.leave()
        assert site.process.wait(timeout=PATIENCE) == 0


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.postgres
def test_a_server_that_is_started_anew_keeps_them_away_by_every_carrier(living: Living, tmp_path: Path) -> None:
    ada, ben, cleo, _, eve = living.people
    with running(tmp_path) as site:
        for person in (ben, cleo, eve):
            reaches_out(site, living, person, ada, part="before")
        heard = told(site, living, ada)  # else nothing that follows could fail
        assert heard.words() == {f"{words}-before-{name}" for words in (WORDS, PSST) for name in ("ben", "cleo", "eve")}
        assert heard.bound(ben) | heard.bound(cleo) | heard.bound(eve)
        for door, person in (("blocks", ben), ("mutes", ben), ("mutes", cleo), ("blocks", eve)):
            assert asks(site, ada, "POST", f"players/me/{door}", {"user_id": person.short_id}).is_success
    with running(tmp_path) as site:
        for person in (ben, cleo, eve):
            reaches_out(site, living, person, ada, part="after")
            reaches_out(site, living, ada, person, part="after")
        heard = told(site, living, ada)
        # Of a player who is only blocked stands what they said to everybody, and what they had whispered before.
        of_eve = {f"{WORDS}-before-eve", f"{PSST}-before-eve", f"{WORDS}-after-eve"}
        assert heard.words() == {*of_eve, f"{WORDS}-after-ada", f"{PSST}-after-ada"}
        for person in (ben, eve):
            theirs = told(site, living, person)
            assert heard.bound(person) == theirs.bound(ada) == set()
            assert f"{PSST}-after-ada" not in theirs.words()
