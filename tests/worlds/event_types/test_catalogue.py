"""Types of events have one home, and nothing else can be told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import pytest
from django.conf import settings
from django.test import Client

from worlds.event_types.base import EphemeralEvent, Event, StoredEvent, StreamFrame
from worlds.event_types.catalogue import EVENT_TYPES, ON_SSE
from worlds.event_types.shapes import told_schema
from worlds.feed.event import UnknownEventType, payload_of

HOME: Final = "worlds/event_types/"
# The same word for something else: a code of errors, a client's frame, what visitors of the sky say.
OTHER_MEANINGS: Final = {
    ("worlds/services/membership/errors.py", "world_archived"),
    ("worlds/consumers/client_frames.py", "typing"),
    ("worlds/consumers/frame_shapes.py", "typing"),
    ("cosmos/consumers/frame_shapes.py", "chat_message"),
    ("cosmos/consumers/talk.py", "chat_message"),
}
# Words of every day mean an event only where events are told.
EVERYDAY: Final = {"typing", "error", "pong", "heartbeat", "resync"}
TOLD_IN: Final = ("worlds/feed/", "worlds/services/", "worlds/consumers/", "worlds/wire/")


def of_all_kinds(kind: type[Event]) -> Iterator[type[Event]]:
    for below in kind.__subclasses__():
        yield below
        yield from of_all_kinds(below)


def sources() -> Iterator[Path]:
    apps = (
        "common",
        "presence",
        "relations",
        "worlds",
        "improvisations",
        "leaderboards",
        "profiles",
        "cosmos",
        "kleene_site",
    )
    for app in apps:
        yield from (settings.BASE_DIR / app).rglob("*.py")


def literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_every_type_is_in_the_catalogue_once() -> None:
    # By name: a dataclass with slots leaves the class behind that it was made of.
    families = {kind.__name__ for kind in (StoredEvent, EphemeralEvent, StreamFrame)}
    ours = {kind.__name__ for kind in of_all_kinds(Event) if kind.__module__.startswith("worlds.")}
    assert ours - families == {kind.__name__ for kind in EVENT_TYPES}
    assert len({kind.TYPE for kind in EVENT_TYPES}) == len(EVENT_TYPES)


def test_no_type_of_event_is_spelled_out_elsewhere() -> None:
    names = {kind.TYPE for kind in EVENT_TYPES}
    found = {
        (str(path.relative_to(settings.BASE_DIR)), text)
        for path in sources()
        for text in names.intersection(literals(path))
    }
    strays = {(path, text) for path, text in found if text not in EVERYDAY or path.startswith(TOLD_IN)}
    assert {stray for stray in strays if not stray[0].startswith(HOME)} == OTHER_MEANINGS


@dataclass(frozen=True, slots=True)
class Stray(StoredEvent):
    """A type that nobody has entered."""

    TYPE: ClassVar[str] = "stray"


def test_a_type_outside_the_catalogue_cannot_be_told() -> None:
    with pytest.raises(UnknownEventType, match="Stray is not in the catalogue"):
        payload_of(Stray())


@pytest.mark.parametrize("kind", EVENT_TYPES, ids=lambda kind: kind.TYPE)
def test_every_type_has_a_meaning_a_schema_number_and_a_shape(kind: type[Event]) -> None:
    schema = told_schema(kind)
    assert re.match(r"[A-Z].*\.", kind.__doc__ or "", re.DOTALL)
    assert (schema["title"], schema["version"]) == (kind.TYPE, kind.SCHEMA)
    assert kind.SCHEMA >= 1
    assert kind.AUDIENCES
    assert set(schema["required"]) <= set(schema["properties"])


def test_the_openapi_document_has_the_shape_of_all_that_a_stream_carries(client: Client) -> None:
    listen = client.get("/api/v1/schema?format=json").json()["paths"]["/api/v1/worlds/{world_id}/events"]["get"]
    assert listen["x-event-types"] == {kind.TYPE: told_schema(kind) for kind in ON_SSE}
