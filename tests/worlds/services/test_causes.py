"""Who caused a change, and what did: the same words in a turn's answer, the transcript, an export and a world's events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from profiles.services import export as account
from worlds.models import GameSession, TurnRecord, WorldEvent
from worlds.services.games import export, sessions
from worlds.services.games.transcript import full_transcript
from worlds.services.membership import creating
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db

STORY = b"""
name: The siren
description: A lever, and what it sets off.
initial_character: {name: Bo, traits: {luck: 0}}
initial_world:
  current_location: yard
  flags: {gate_open: false, alarm: false}
  locations: [{id: yard, name: The yard, description: Stones.}]
start_node: yard
nodes:
  yard:
    narrative: A lever.
    choice:
      prompt: And?
      options:
        - id: pull
          text: Pull the lever
          cell: chooses
          consequence:
            - {type: set_flag, flag: gate_open}
            - {type: schedule_event, event_id: siren, delay: {amount: 0, unit: hours},
               consequences: [{type: set_flag, flag: alarm}]}
          next_node: yard
        - {id: leave, text: Leave, cell: avoids, next_node: out}
endings: {out: {type: unchanged, narrative: Out.}}
"""
PULL = TurnRequest(option_id="pull")


@pytest.fixture
def siren(db: None) -> str:
    return scenarios.import_scenario(source=STORY, slug="siren").scenario.slug


def flags(changes: Any) -> dict[str, Any]:
    return {change["path"]: change for change in changes if change["path"].startswith("world.flags.")}


def by(user: User) -> dict[str, Any]:
    return {
        "world.flags.gate_open": {"path": "world.flags.gate_open", "value": True, "caused_by": user.short_id},
        "world.flags.alarm": {"path": "world.flags.alarm", "value": True, "caused_by": None, "event": "siren"},
    }


def without_before(changes: Any) -> list[dict[str, Any]]:
    return [{key: value for key, value in change.items() if key != "before"} for change in changes]


@pytest.mark.parametrize("mode", ["solo", "shared"])
def test_every_carrier_names_the_player_or_the_event(elena: User, siren: str, mode: str) -> None:
    session = begun(elena, mode)
    answer = playing.play_turn(user_id=elena.pk, session_id=session.pk, request=PULL)
    mine = sessions.get_owned(user_id=elena.pk, session_id=session.pk)
    [game] = account.export_sessions(elena)
    carriers = [
        answer.result["changes"],
        full_transcript(mine)[-1]["changes"],
        export.as_json(mine)["turns"][-1]["changes"],
        game["turns"][-1]["changes"],
        *(event.payload["changes"] for event in WorldEvent.objects.filter(type="world_state_changed")),
    ]
    assert [flags(without_before(changes)) for changes in carriers] == [by(elena)] * (5 if mode == "shared" else 4)


def test_the_log_keeps_what_did_it_and_its_session_says_who(elena: User, siren: str) -> None:
    session = begun(elena, "solo")
    playing.play_turn(user_id=elena.pk, session_id=session.pk, request=PULL)
    kept = flags(TurnRecord.objects.get(session=session, number=2).result["changes"])
    assert {path: change.get("event") for path, change in kept.items()} == {
        "world.flags.gate_open": None,
        "world.flags.alarm": "siren",
    }
    assert not any("caused_by" in change for change in kept.values())


def test_a_turn_answered_again_under_its_key_names_the_same_causes(elena: User, siren: str) -> None:
    session = begun(elena, "shared")
    first, again = (
        playing.play_turn(user_id=elena.pk, session_id=session.pk, request=PULL, idempotency_key="k") for _ in range(2)
    )
    assert again.replayed
    assert again.result["changes"] == first.result["changes"]


def begun(user: User, mode: str) -> GameSession:
    if mode == "solo":
        return sessions.start_solo(user_id=user.pk, scenario_slug="siren")
    return creating.create_world(user_id=user.pk, scenario_slug="siren").session
