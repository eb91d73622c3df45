"""What the first record of a game tells that begins in the middle of a story."""

from __future__ import annotations

from worlds.rules.scenario import Scenario
from worlds.rules.scene import scene
from worlds.rules.state import State
from worlds.services.turns.payloads import TurnPayload


def scene_payload(scenario: Scenario, state: State) -> TurnPayload:
    """What is told of a game that begins at a scene in the middle."""
    return {
        "kind": "start",
        "cell": None,
        "narrative": scene(scenario, state).node.narrative,
        "changes": [],
        "time_passed": 0,
        "fired": [],
        "improvisation": None,
    }
