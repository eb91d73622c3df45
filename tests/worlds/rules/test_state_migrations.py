"""States that older versions stored, as fixtures, and the steps that bring them to the form of this one."""

from __future__ import annotations

import copy
import json
from typing import Any, Final

import pytest

from tests.kleene_site.programs import ROOT
from worlds.rules.canonical import stored_hash
from worlds.rules.state_migrations import (
    CURRENT,
    STEPS,
    StateVersion,
    Stored,
    is_older,
    migrated,
    with_people_met,
    without_offers,
)
from worlds.rules.storage import STATE_SCHEMA, player_from_json, player_to_json, world_from_json, world_to_json

FOLDER: Final = ROOT / "tests" / "fixtures" / "states"
FILES: Final = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))]


def _states() -> list[Any]:
    found = []
    for file in FILES:
        version = StateVersion(file["engine_version"], file["schema_version"])
        kept = {"alone": file["alone"], **file.get("together", {})}
        found += [pytest.param(version, one, id=f"engine {version.engine} {name}") for name, one in kept.items()]
    return found


@pytest.mark.parametrize(("version", "kept"), _states())
def test_a_state_of_an_older_version_becomes_one_of_this(version: StateVersion, kept: dict[str, Any]) -> None:
    before: Stored = copy.deepcopy(kept["state"])
    assert stored_hash(before) == kept["state_hash"]  # as that version sealed it
    after = migrated(kept["state"], version)
    assert kept["state"] == before
    assert after["schema"] == STATE_SCHEMA
    assert after.keys() == before.keys()
    if "player" in after:
        assert player_to_json(player_from_json(after["player"])) == after["player"]
        assert after["player"]["history"] == before["player"]["history"]
    if "world" in after:
        assert world_to_json(world_from_json(after["world"])) == after["world"]


def test_every_older_version_has_a_fixture_and_a_way_here() -> None:
    assert {StateVersion(file["engine_version"], file["schema_version"]) for file in FILES} == set(STEPS)
    assert not is_older(CURRENT)
    for version in STEPS:
        seen = [version]
        while seen[-1] != CURRENT:
            seen.append(STEPS[seen[-1]].to)
            assert len(set(seen)) == len(seen)


def test_a_state_of_this_version_stays_as_it_is() -> None:
    state = migrated(FILES[0]["alone"]["state"], StateVersion("1", 1))
    assert migrated(state, CURRENT) == state


def test_what_was_last_shown_leaves_the_state() -> None:
    assert without_offers({"node": "road", "shown": ["wait"]}) == {"node": "road"}


def test_whoever_thinks_something_of_the_player_was_met() -> None:
    player = {"character": {"relationships": {"miller": 2, "keeper": -1, "cook": 0}}}
    assert with_people_met(player) == player | {"met": ["keeper", "miller"]}
    assert with_people_met({"character": {"relationships": {"cook": 0}}}) == {
        "character": {"relationships": {"cook": 0}}
    }


@pytest.mark.parametrize("damaged", [{"schema": 1, "player": {}}, {"schema": 1, "world": {"time": 1}}])
def test_what_no_version_stored_is_an_error(damaged: Stored) -> None:
    with pytest.raises((LookupError, TypeError, ValueError, AttributeError)):
        migrated(damaged, StateVersion("1", 1))
