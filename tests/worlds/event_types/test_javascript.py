"""Browsers listen for what is sent, and read what is in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import pytest
from django.conf import settings
from django.core.management import call_command

from cosmos.consumers.frame_shapes import NUMBERED, UNNUMBERED
from kleene_site.contracts.cosmos import AS_IN_WORLDS
from worlds.event_types import javascript
from worlds.event_types.base import Event
from worlds.event_types.catalogue import EVENT_TYPES, ON_SSE, STREAM_FRAMES
from worlds.event_types.shapes import told_schema

STATIC = settings.BASE_DIR / "static" / "kleene"
MODULES = [path for path in sorted(STATIC.glob("*.js")) if path.name != "event_types.js"]
TYPES = {kind.TYPE: kind for kind in EVENT_TYPES}
CLASSES = {kind.__name__: kind for kind in EVENT_TYPES}
OF_THE_SKY = {field for shape in (*NUMBERED.values(), *UNNUMBERED.values()) for field in get_type_hints(shape)}
OF_THE_SKY |= {field for kind in AS_IN_WORLDS for field in told_schema(kind)["properties"]}
OF_THE_CARRIER = {"opened"}  # what a carrier tells of itself


def fields(kind: type[Event]) -> set[str]:
    return set(told_schema(kind)["properties"])


def test_the_browsers_list_is_the_one_that_the_command_writes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("event_types", "--js")
    assert (STATIC / "event_types.js").read_text() == capsys.readouterr().out


def test_a_stream_is_listened_to_for_all_that_it_carries() -> None:
    listed = javascript.module().split("STREAM_EVENTS = [")[1]
    assert re.findall(r'"(.+?)"', listed) == [kind.TYPE for kind in ON_SSE]
    assert {kind.TYPE for kind in STREAM_FRAMES if kind not in ON_SSE} == {
        "heartbeat",
        "pong",
        "turn_result",
        "chat_result",
        "command_response",
        "error",
    }


def test_the_shapes_of_all_types_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("event_types")
    told = capsys.readouterr().out
    assert all(f"\n{name} (" in f"\n{told}" for name in TYPES)
    assert "typing (ephemeral, to: room or only)" in told


def test_no_module_waits_for_a_type_that_is_never_sent() -> None:
    compared = {name for path in MODULES for name in re.findall(r'\w+\.type [!=]== "([^"]+)"', path.read_text())}
    silent = re.search(r"SILENT = new Set\(\[(.*?)\]", (STATIC / "company.js").read_text())
    assert silent
    assert compared
    assert compared | set(re.findall(r'"([^"]+)"', silent[1])) <= {*TYPES, *NUMBERED, *UNNUMBERED, *OF_THE_CARRIER}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_reads_only_fields_that_its_events_have(path: Path) -> None:
    text = path.read_text()
    named = re.findall(r'import\("./event_types.js"\)\.(\w+)\} data\b', text)
    known = {field for name in named for field in fields(CLASSES[name])}
    if path.name.startswith("sky_"):  # what the socket of the sky tells
        known |= OF_THE_SKY
    assert set(re.findall(r"(?<![.\w])data\.(\w+)", text)) <= known
    of_any = {field for kind in EVENT_TYPES for field in fields(kind)}
    assert set(re.findall(r"(?:news|answer)\.data\.(\w+)", text)) <= of_any
