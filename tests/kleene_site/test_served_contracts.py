"""The contracts that are served: whole, made from the types, and true of what is parsed and told."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

import jsonschema_rs
import pytest
import rfc8785
from django.contrib.auth import get_user_model
from hypothesis import given
from hypothesis import strategies as some
from rest_framework.test import APIClient

from common.errors import InvalidInput, TooLarge
from kleene_site.contracts import errors
from kleene_site.contracts.catalogue import CONTRACTS, contract
from tests.contracts import held_frame, held_message
from tests.worlds.services.ready_stories import GATE
from worlds.consumers.client_frames import READERS, parse_frame
from worlds.consumers.frame_shapes import SHAPES, frame_schema
from worlds.event_types.catalogue import EVENT_TYPES
from worlds.services.membership import creating
from worlds.services.stories.scenarios import import_scenario

LETTERS = some.characters(codec="utf-8", exclude_characters="\0")
WRONG: dict[str, Any] = {"type": "no such type", "id": [], "text": 3, "last_sequence": -1, "sequence": True, "token": 1}


def test_every_contract_is_listed_and_served_to_anybody() -> None:
    listed = APIClient().get("/api/v1/contracts").json()
    assert [one["name"] for one in listed] == list(CONTRACTS)
    for one in listed:
        answer = APIClient().get(one["url"])
        assert (answer.status_code, answer.json()) == (200, contract(one["name"]))


def test_an_unknown_contract_is_not_found() -> None:
    assert APIClient().get("/api/v1/contracts/nothing.json").json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_is_a_schema_that_refers_to_nothing_outside_itself(name: str) -> None:
    jsonschema_rs.meta.validate(contract(name))
    jsonschema_rs.validator_for(contract(name))
    assert "#/components" not in json.dumps(contract(name))


def test_every_type_of_event_and_of_frame_has_a_shape() -> None:
    assert set(contract("events")["$defs"]["payloads"]) == {kind.TYPE for kind in EVENT_TYPES}
    assert set(SHAPES) == set(READERS)


def test_an_event_with_a_field_of_another_kind_is_none() -> None:
    frame: dict[str, Any] = {"event_type": "pong", "type": "pong", "timestamp": "t", "world_id": None, "room_id": None}
    frame["data"] = {}
    assert held_frame({**frame, "player_id": None}) == {**frame, "player_id": None}
    with pytest.raises(jsonschema_rs.ValidationError):
        held_frame({**frame, "player_id": 7})
    with pytest.raises(jsonschema_rs.ValidationError):
        held_message({"type": "chat_message", "text": "without all else"})


@pytest.mark.django_db
def test_a_snapshot_and_the_policies_of_a_world_are_as_their_contracts_say() -> None:
    import_scenario(source=GATE, slug="gate")
    ada = get_user_model().objects.create_user("ada", is_staff=True, is_superuser=True)
    made, client = creating.create_world(user_id=ada.pk, scenario_slug="gate"), APIClient()
    client.force_authenticate(ada)
    for at in (f"game/{made.session.short_id}", f"worlds/{made.world.short_id}"):
        snapshot = client.get(f"/api/v1/{at}/snapshot").json()
        jsonschema_rs.validator_for(contract("snapshots")).validate(snapshot)
        assert snapshot["snapshot_hash"] == hashlib.sha256(rfc8785.dumps(snapshot["payload"])).hexdigest()
    held = client.get(f"/api/v1/worlds/{made.world.short_id}/critical-items/policy").json()
    jsonschema_rs.validator_for(contract("policies")).validate(held)
    for wrong in ({"policies": [{"item_id": "key"}]}, {}):
        assert not jsonschema_rs.validator_for(contract("policies")).is_valid(wrong)


def test_the_contract_of_refusals_knows_the_code_status_and_sentence_of_each() -> None:
    known = errors.codes()
    assert known["world_full"][0]["status"] == 409
    assert {one["status"] for told in known.values() for one in told} <= set(range(400, 504))
    assert all(one["message"].endswith(".") for told in known.values() for one in told)


def values_of(schema: dict[str, Any]) -> some.SearchStrategy[Any]:
    """What a field of this shape may hold."""
    if "anyOf" in schema:
        return some.one_of(*map(values_of, schema["anyOf"]))
    if "const" in schema:
        return some.just(schema["const"])
    if schema.get("format") == "uuid":
        return some.uuids().map(str)
    plain = {
        "integer": some.integers(schema.get("minimum"), schema.get("maximum")),
        "string": some.text(LETTERS, max_size=min(schema.get("maxLength", 9), 600)),
        "null": some.none(),
    }
    return plain.get(schema.get("type", ""), some.none() | some.booleans() | some.integers(0, 9))


def frames_of(kind: str) -> some.SearchStrategy[dict[str, Any]]:
    shape = frame_schema(kind)
    needed = {name: values_of(shape["properties"][name]) for name in shape["required"]}
    others = {name: values_of(field) for name, field in shape["properties"].items() if name not in needed}
    return some.fixed_dictionaries(needed, optional=others)


def faults_of(frame: dict[str, Any]) -> str:
    """What the parser says against it; nothing where it takes it."""
    try:
        parse_frame(json.dumps(frame))[1]()
    except (InvalidInput, TooLarge) as refused:
        return refused.message
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", SHAPES)
@given(data=some.data())
def test_a_frame_of_the_contracts_shape_is_never_refused_for_its_shape(kind: str, data: some.DataObject) -> None:
    """Only for what it says: a turn that says nothing, or too much."""
    said = faults_of(data.draw(frames_of(kind)))
    assert not said or (kind == "turn" and said.startswith(("Choose an option", "Write at most")))


@pytest.mark.parametrize("kind", SHAPES)
@given(data=some.data())
def test_a_frame_that_is_parsed_is_of_the_contracts_shape(kind: str, data: some.DataObject) -> None:
    frame = data.draw(frames_of(kind))
    name = data.draw(some.sampled_from([*frame, *WRONG]))
    frame[name] = data.draw(some.sampled_from([WRONG.get(name), 1.5, "", {"a": 1}, uuid.uuid4().hex]))
    if not faults_of(frame):
        jsonschema_rs.validator_for(frame_schema(frame["type"])).validate(frame)
