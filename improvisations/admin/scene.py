"""The scene of an improvisation as its player saw it, as far as the log can tell."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import get_user_model

from improvisations.models import Improvisation
from worlds.models import TurnRecord, WorldParticipant, WorldStay
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import IncompatibleVersion
from worlds.rules.scenario import Option, Scenario
from worlds.rules.scene import OptionSeen, Scene, scene
from worlds.rules.state import State
from worlds.services.games.replay import Altered, state_after
from worlds.services.stories.credit_names import names_today
from worlds.views.formatting import story_time

FURTHEST: Final = 300  # records that are played again for it: a page must not take as long as a long game


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    is_locked: bool
    is_answered: bool  # the option that the improvisation answers
    credit: str


@dataclass(frozen=True, slots=True)
class Trait:
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Standing:
    """The world before the words were said."""

    time: str
    place: str
    about: str
    carried: tuple[str, ...]
    traits: tuple[Trait, ...]
    relationships: tuple[Trait, ...]
    flags: tuple[str, ...]
    around: tuple[str, ...]  # things and people of the story at the place


@dataclass(frozen=True, slots=True)
class SceneSeen:
    title: str
    narrative: str
    prompt: str
    choices: tuple[Choice, ...]
    just_read: str  # what the player had been told last
    standing: Standing | None
    company: tuple[Any, ...]  # who else was in the world then
    changes: tuple[str, ...]  # what came of the words
    narrator: str
    is_known: bool  # the node is a part of that revision


def scene_of(row: Improvisation) -> SceneSeen:
    """What stood before the player; the row must carry its session, record and revision."""
    scenario = compiled_scenario(row.revision)
    state = _state_before(row)
    seen = scene(scenario, state) if state is not None and state.player.node == row.node_id else None
    node = scenario.nodes.get(row.node_id)
    return SceneSeen(
        title=(node.title or row.node_id) if node else row.node_id,
        narrative=seen.node.narrative if seen else node.narrative if node else "",
        prompt=node.prompt if node else "",
        choices=_choices(scenario, row, seen),
        just_read=_just_read(row),
        standing=_standing(scenario, seen) if seen else None,
        company=_company(row),
        changes=_changes(row.record),
        narrator=_narrator(row.record),
        is_known=node is not None,
    )


def _state_before(row: Improvisation) -> State | None:
    """Only a game alone can be played again by itself; in a world the others' turns count, too."""
    record = row.record
    if record is None or row.world_id is not None or not 1 < record.number <= FURTHEST:
        return None
    try:
        return state_after(row.session, number=record.number - 1)
    except (Altered, IncompatibleVersion):
        return None


def _choices(scenario: Scenario, row: Improvisation, seen: Scene | None) -> tuple[Choice, ...]:
    """The options that were offered; where the state is not known, all that the node has."""
    offered = seen.node.options if seen else _written(scenario, row)
    names = names_today(each.credit for each in offered)
    return tuple(
        Choice(
            each.text,
            each.locked if isinstance(each, OptionSeen) else each.precondition is not None,
            each.id == row.option_id,
            names[each.credit] if each.credit else "",
        )
        for each in offered
    )


def _written(scenario: Scenario, row: Improvisation) -> tuple[Option, ...]:
    node = scenario.nodes.get(row.node_id)
    return tuple(each for each in node.options if not each.retired) if node else ()


def _just_read(row: Improvisation) -> str:
    """The last thing told before, unless that was the scene itself."""
    if row.record is None or row.record.number <= 1:
        return ""
    before = row.session.records.filter(number=row.record.number - 1).values_list("result", flat=True).first()
    return str((before or {}).get("narrative", ""))


def _standing(scenario: Scenario, seen: Scene) -> Standing:
    return Standing(
        time=story_time(seen.world.time, start=scenario.opening.time),
        place=seen.location.name,
        about=seen.location.description,
        carried=seen.character.inventory,
        traits=tuple(Trait(*each) for each in seen.character.traits.items()),
        relationships=tuple(Trait(*each) for each in seen.character.relationships.items()),
        flags=tuple(
            sorted(name for flags in (seen.world.flags, seen.character.flags) for name in flags if flags[name])
        ),
        around=(*seen.location.items, *seen.location.npcs),
    )


def _company(row: Improvisation) -> tuple[Any, ...]:
    """Fellow players whose stay in the world covers the moment; where in it each of them stood is not kept."""
    if row.world_id is None:
        return ()
    moment = row.record.created_at if row.record else row.created_at
    people = _staying(row.world_id, moment) - {row.author_id}
    return tuple(get_user_model().objects.filter(pk__in=people).order_by("pk"))


def _staying(world_id: uuid.UUID, moment: datetime) -> set[uuid.UUID]:
    places = WorldParticipant.objects.present_at(moment).filter(world_id=world_id)
    stays = WorldStay.objects.filter(world_id=world_id, joined_at__lte=moment, left_at__gt=moment)
    return {*places.values_list("user_id", flat=True), *stays.values_list("user_id", flat=True)}


def _changes(record: TurnRecord | None) -> tuple[str, ...]:
    changes: Sequence[dict[str, Any]] = record.result.get("changes", []) if record else ()
    return tuple(
        f"{each['path']}: {each['item']} {each['action']}"
        if "action" in each
        else f"{each['path']}: {each.get('before')} → {each.get('value')}"
        for each in changes
    )


def _narrator(record: TurnRecord | None) -> str:
    ruling = (record.ruling if record else None) or {}
    return " ".join(str(ruling[key]) for key in ("narrator", "version") if ruling.get(key))
