"""Rows that were sealed long ago still fit: what an event holds is the same JSON, byte for byte."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime

import pytest

from worlds.event_types import stored
from worlds.event_types.base import StoredEvent
from worlds.event_types.catalogue import STORED
from worlds.feed.event import payload_of
from worlds.models import WorldEvent
from worlds.services.events import event_seal

# As they were written when types were strings and payloads mappings.
WRITTEN: list[tuple[StoredEvent, str]] = [
    (stored.PlayerJoined(location="road"), '{"location": "road"}'),
    (stored.PlayerLeft(reason="kicked"), '{"reason": "kicked"}'),
    (stored.PlayerMoved(origin="road", target="garden"), '{"from": "road", "to": "garden"}'),
    (stored.PlayerEntered(), '{"scope": "room"}'),
    (stored.PlayerLeftRoom(), '{"scope": "room"}'),
    (
        stored.TurnPlayed(turn=7, kind="choice", cell=None, option_text="Open the gate"),
        '{"turn": 7, "kind": "choice", "cell": null, "option_text": "Open the gate"}',
    ),
    (stored.OutcomeTold(turn=7, outcome="It swings."), '{"turn": 7, "outcome": "It swings."}'),
    (
        stored.WorldStateChanged(
            changes=[stored.SharedChange(path="world.flags.open", value=True, caused_by="usr_aaaaaaaa")], turn=8
        ),
        '{"changes": [{"path": "world.flags.open", "value": true, "caused_by": "usr_aaaaaaaa"}], "turn": 8}',
    ),
    (stored.ChatMessage(channel="whisper"), '{"channel": "whisper"}'),
    (
        stored.PlayerFinished(ending="dawn", ending_type="victory", tier="gold"),
        '{"ending": "dawn", "ending_type": "victory", "tier": "gold"}',
    ),
    (
        stored.ContentIntegrated(action="added", revision=3, node_id="gate", option_id="imp_aaaaaaaa"),
        '{"action": "added", "revision": 3, "node_id": "gate", "option_id": "imp_aaaaaaaa"}',
    ),
    (
        stored.CriticalItemRecovered(tick=9, item="pin", reason="missing", restored_to="yard", public="It is back."),
        '{"tick": 9, "item": "pin", "reason": "missing", "restored_to": "yard", "public": "It is back."}',
    ),
    (stored.WorldArchived(), "{}"),
]


@pytest.mark.parametrize(("event", "text"), WRITTEN, ids=[event.TYPE for event, _ in WRITTEN])
def test_a_stored_event_is_the_same_json_as_ever(event: StoredEvent, text: str) -> None:
    assert json.dumps(payload_of(event)) == text


def test_every_stored_type_has_its_fixed_row() -> None:
    assert [type(event) for event, _ in WRITTEN] == list(STORED)


def test_the_seal_of_a_fixed_row_is_what_it_was() -> None:
    moved = stored.PlayerMoved(origin="road", target="garden")
    row = WorldEvent(
        world_id=uuid.UUID(int=1),
        sequence=42,
        type=moved.TYPE,
        room="garden",
        actor_id=uuid.UUID(int=2),
        audience=[str(uuid.UUID(int=2)), str(uuid.UUID(int=3))],
        payload=payload_of(moved),
        created_at=datetime(2026, 2, 15, 10, 30, tzinfo=UTC),
    )
    assert event_seal("0" * 64, row) == "5a63fc4e87813ddadb879b0794876a0c28728171a92b71f741ab4326ecb8da11"
