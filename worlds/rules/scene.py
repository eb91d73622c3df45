"""What a player sees: everything that may be shown of a state, and nothing that must stay hidden."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from worlds.rules import grid, offering, places, telling, texts
from worlds.rules.prices import prices
from worlds.rules.situation import Situation
from worlds.rules.storage import memory_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _typeshed import DataclassInstance

    from worlds.rules.offering import Offer
    from worlds.rules.party import Company
    from worlds.rules.places import Exit
    from worlds.rules.prices import Prices
    from worlds.rules.scenario import Credit, Scenario
    from worlds.rules.state import Finish, State


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option as it is listed; picking one of kind improvise asks for words."""

    id: str
    text: str
    kind: Literal["scripted", "improvise"]
    locked: bool
    locked_reason: str | None
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class NodeSeen:
    id: str
    title: str
    narrative: str
    prompt: str
    options: tuple[OptionSeen, ...]
    free_roam: bool


@dataclass(frozen=True, slots=True)
class CharacterSeen:
    name: str
    exists: bool
    traits: Mapping[str, int]
    inventory: tuple[str, ...]
    relationships: Mapping[str, int]
    met: tuple[str, ...]  # those of them whom the player has met
    flags: Mapping[str, bool]
    history: tuple[str | Mapping[str, object], ...]  # a line, or {number, kind} of an improvisation


@dataclass(frozen=True, slots=True)
class LocationSeen:
    id: str
    name: str
    description: str
    exits: tuple[Exit, ...]
    items: tuple[str, ...]
    npcs: tuple[str, ...]
    environment: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class NamesSeen:
    """What the items and people are called whose ids stand elsewhere in a scene."""

    items: Mapping[str, str]
    npcs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorldSeen:
    """`time` counts story seconds; what is scheduled is not for players to know."""

    time: int
    flags: Mapping[str, bool]
    triggered_events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridSeen:
    cells: tuple[str, ...]  # in order of first reach
    tier: grid.Tier


@dataclass(frozen=True, slots=True)
class EndingSeen:
    id: str
    type: str
    method: str | None
    tone: str | None
    title: str  # the author's; empty where there is none
    narrative: str


@dataclass(frozen=True, slots=True)
class Scene:
    turn: int
    scene: int
    beat: int
    node: NodeSeen
    character: CharacterSeen
    location: LocationSeen
    names: NamesSeen
    world: WorldSeen
    grid: GridSeen
    ending: EndingSeen | None
    prices: Prices | None  # while a deadline runs
    stuck: bool  # every option is hidden; words are still possible, and time may open a way


def scene(scenario: Scenario, state: State, company: Company | None = None) -> Scene:
    now = Situation(scenario, state, company)
    player, world = state.player, state.world
    listed = () if player.finish is not None else offering.node_offers(now)
    return Scene(
        turn=player.turn,
        scene=player.scene,
        beat=player.beat,
        node=_node(now, () if player.finish is not None else offering.with_extras(listed, now)),
        character=_character(now),
        location=_location(now),
        names=_names(now),
        world=WorldSeen(world.time, dict(world.flags), tuple(world.triggered)),
        grid=GridSeen(tuple(player.cells), grid.tier(player.cells)),
        ending=None if player.finish is None else _ending(scenario, player.finish),
        prices=prices(now),
        stuck=player.finish is None and not listed,
    )


def scene_to_dict(seen: Scene) -> dict[str, Any]:
    """A scene as plain values. Its parts are its own, so nothing is copied twice: `asdict` takes five times as long."""
    told = _plain(seen)
    for part in ("node", "character", "location", "names", "world", "grid"):
        told[part] = _plain(told[part])
    told["prices"] = None if seen.prices is None else _plain(seen.prices)
    told["ending"] = None if seen.ending is None else _plain(seen.ending)
    told["node"]["options"] = [_option_to_dict(option) for option in seen.node.options]
    told["location"]["exits"] = [_plain(exit_) for exit_ in seen.location.exits]
    return told


def _option_to_dict(option: OptionSeen) -> dict[str, Any]:
    return _plain(option) | {"credit": None if option.credit is None else _plain(option.credit)}


def _plain(value: DataclassInstance) -> dict[str, Any]:
    names, values = _fields(type(value))
    return dict(zip(names, values(value), strict=True))


@cache
def _fields(kind: type[DataclassInstance]) -> tuple[tuple[str, ...], Callable[[DataclassInstance], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


def _node(now: Situation, offers: tuple[Offer, ...]) -> NodeSeen:
    node = offering.node_of(now)
    return NodeSeen(
        id=node.id,
        title=node.title,
        narrative=telling.scene_text(node, now),
        prompt=node.prompt,
        options=tuple(map(_option, offers)),
        free_roam=node.free_roam,
    )


def _option(offer: Offer) -> OptionSeen:
    option = offer.option
    kind: Literal["scripted", "improvise"] = "scripted" if option.improvisation is None else "improvise"
    return OptionSeen(option.id, option.text, kind, offer.locked, offer.reason, option.credit)


def _character(now: Situation) -> CharacterSeen:
    character = now.state.player.character
    return CharacterSeen(
        name=character.name,
        exists=character.exists,
        traits=dict(character.traits),
        inventory=tuple(now.inventory),
        relationships=dict(character.relationships),
        met=tuple(now.state.player.met),
        flags=dict(character.flags),
        history=tuple(map(memory_to_json, now.state.player.history)),
    )


def _location(now: Situation) -> LocationSeen:
    return LocationSeen(
        id=now.here,
        name=texts.place_title(now, None),
        description=places.description_here(now),
        exits=places.exits(now),
        items=places.items_here(now),
        npcs=tuple(texts.npcs_at(now, now.here)),
        environment=dict(places.environment_here(now)),
    )


def _names(now: Situation) -> NamesSeen:
    story, character = now.scenario, now.state.player.character
    items = (*now.inventory, *places.items_here(now))
    npcs = (*character.relationships, *texts.npcs_at(now, now.here))
    return NamesSeen(
        items={item: texts.item_name(story, item) for item in items},
        npcs={npc: texts.person_name(story, npc) for npc in npcs},
    )


def _ending(scenario: Scenario, finish: Finish) -> EndingSeen:
    written = scenario.endings.get(finish.id)
    narrative = texts.ENDINGS[finish.id] if written is None else written.narrative
    title = "" if written is None else written.title
    return EndingSeen(finish.id, finish.type, finish.method, finish.tone, title, narrative)
