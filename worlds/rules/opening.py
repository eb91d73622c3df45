"""How a story begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules import entering
from worlds.rules.outcome import step_of
from worlds.rules.shared_draft import draft_of
from worlds.rules.situation import IMPROVISED_FLAG, Situation
from worlds.rules.state import Character, Local, Pending, Player, State, World

if TYPE_CHECKING:
    from worlds.rules.outcome import Step
    from worlds.rules.scenario import Protagonist, Scenario


def begin(scenario: Scenario, *, character_name: str | None = None) -> Step:
    """Enter the start node, once, at turn 1; `before` is the state that the scenario declares.

    The scenario must have passed the checker, which refuses a gated or missing start node.
    """
    initial = initial_state(scenario, character_name=character_name)
    draft = draft_of(Situation(scenario, initial))
    entering.begin_at(draft, scenario.nodes[scenario.start_node])
    return step_of(initial, draft, "start")


def initial_state(scenario: Scenario, *, character_name: str | None = None) -> State:
    return State(initial_player(scenario, character_name=character_name), initial_world(scenario))


def initial_player(scenario: Scenario, *, character_name: str | None = None) -> Player:
    location = scenario.opening.location
    return Player(
        character=_character(scenario.protagonist, character_name),
        location=location,
        node=scenario.start_node,
        previous_node=None,
        turn=1,
        scene=1,
        beat=1,
        scene_location=location,
        history=[],
        cells=[],
    )


def _character(protagonist: Protagonist, name: str | None) -> Character:
    return Character(
        name=name or protagonist.name,
        exists=protagonist.exists,
        traits=dict(protagonist.traits),
        inventory=list(dict.fromkeys(protagonist.inventory)),
        relationships=dict(protagonist.relationships),
        flags=dict(protagonist.flags),
        improvised=sorted(flag for flag in protagonist.flags if flag.startswith(IMPROVISED_FLAG)),
    )


def initial_world(scenario: Scenario) -> World:
    opening = scenario.opening
    return World(
        time=opening.time,
        start_time=opening.time,
        flags=dict(opening.flags),
        local={
            place: Local(dict(start.flags), dict(start.properties), dict(start.environment))
            for place, start in opening.surroundings.items()
        },
        items={location.id: list(location.items) for location in scenario.locations.values() if location.items},
        npc_locations=dict(opening.npc_locations),
        scheduled=[Pending(event.event_id, event.trigger_at, event.schedule) for event in opening.scheduled],
        triggered=list(opening.triggered),
        event_times={},
    )
