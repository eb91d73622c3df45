"""What a player sees of a game: one shape for the API, the pages and the exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from worlds.event_types.ephemeral import ExitView, Fellow
from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.rules.scene import scene, scene_to_dict
from worlds.rules.state import State
from worlds.services.membership.players import Others, alone_in, others_told, with_takers_named
from worlds.services.stories.credit_names import name_credits
from worlds.services.turns.state_rows import hash_of, state_of


class OptionView(TypedDict):
    id: str
    text: str
    kind: str  # scripted or improvise
    locked: bool
    locked_reason: str | None
    credit: Mapping[str, str] | None


class NodeView(TypedDict):
    id: str
    title: str
    narrative: str
    prompt: str
    options: Sequence[OptionView]
    free_roam: bool


class Tried(TypedDict):
    """Something that the player improvised; the transcript's entry of this number has the words, unless they are erased."""

    number: int
    kind: str  # discovery or constraint


class CharacterView(TypedDict):
    name: str
    exists: bool
    traits: Mapping[str, int]
    inventory: Sequence[str]
    relationships: Mapping[str, int]
    met: Sequence[str]  # those of them whom the player has met
    flags: Mapping[str, bool]
    history: Sequence[str | Tried]


class LocationView(TypedDict):
    id: str
    name: str
    description: str
    exits: Sequence[ExitView]
    items: Sequence[str]
    npcs: Sequence[str]
    environment: Mapping[str, str | int]
    players: Sequence[Fellow]  # the others here


class NamesView(TypedDict):
    items: Mapping[str, str]
    npcs: Mapping[str, str]


class WorldView(TypedDict):
    time: int  # story seconds
    flags: Mapping[str, bool]
    triggered_events: Sequence[str]


class GridView(TypedDict):
    cells: Sequence[str]
    tier: str


class EndingView(TypedDict):
    id: str
    type: str
    method: str | None
    tone: str | None
    title: str  # the author's; empty where there is none
    narrative: str


class PricesView(TypedDict):
    """Story seconds: what looking, talking and trying in one's own words take at most, and until the next event that is told."""

    explore: int
    interact: int
    act: int
    due_in: int


class View(TypedDict):
    session_id: str
    scenario_id: str
    scenario_name: str
    game_mode: str
    world_id: str | None
    status: str
    turn: int
    scene: int
    beat: int
    number: int
    node: NodeView
    character: CharacterView
    location: LocationView
    names: NamesView  # of the items and people whose ids stand in this view
    world: WorldView
    grid: GridView
    ending: EndingView | None
    prices: PricesView | None  # while a deadline runs
    stuck: bool
    state_hash: str


def session_view(session: GameSession) -> View:
    """The game as it stands; the session must carry its revision and scenario."""
    return view_of(session, state_of(session), number=session.number)


def view_of(session: GameSession, state: State, *, number: int, others: Others | None = None) -> View:
    """The game as `state` has it, which may be an earlier moment of the session than its row.

    `others` are those in the world, where the caller has them at hand; else they are looked for.
    """
    if others is None:
        others = others_told(session, state)
    company = None if session.world_id is None else alone_in(session)
    seen = scene_to_dict(scene(story_of(session), state, company))
    if credited := [option["credit"] for option in seen["node"]["options"] if option["credit"]]:
        name_credits(credited)
    _name_takers(seen["node"]["options"], others, session)
    scenario = session.revision.scenario
    status = session.status if seen["ending"] is None else GameSession.Status.COMPLETED
    return {
        "session_id": session.short_id,
        "scenario_id": scenario.slug,
        "scenario_name": scenario.name,
        "game_mode": session.game_mode,
        "world_id": session.world.short_id if session.world else None,
        "status": str(status),
        "turn": seen["turn"],
        "scene": seen["scene"],
        "beat": seen["beat"],
        "number": number,
        "node": seen["node"],
        "character": seen["character"],
        "location": seen["location"] | {"players": others.here},
        "names": seen["names"],
        "world": seen["world"],
        "grid": seen["grid"],
        "ending": seen["ending"],
        "prices": seen["prices"],
        "stuck": seen["stuck"],
        "state_hash": hash_of(session, state),
    }


def _name_takers(options: Sequence[OptionView], others: Others, session: GameSession) -> None:
    """Say who took what an option would take, where it stands locked for that."""
    if not others.takers:
        return
    for option in options:
        if option["locked_reason"]:
            option["locked_reason"] = with_takers_named(option["locked_reason"], others, story_of(session))
