"""Roaming: going about a place and handling what lies there, between the choices of a story.

It is possible at nodes whose author set them free. It has no cell, takes no turn and never changes the node; ways cost
what they always cost, and may make events due. What cannot be done is explained, and leaves no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from worlds.rules import entering, events, offering, places, texts, travel
from worlds.rules.commands import Drop, Get, Give, Go
from worlds.rules.conditions import passes
from worlds.rules.improvise import seconds_for
from worlds.rules.outcome import Step, step_of
from worlds.rules.shared_draft import SharedDraft, draft_of

if TYPE_CHECKING:
    from worlds.rules.commands import Roaming
    from worlds.rules.draft import Draft
    from worlds.rules.outcome import Kind
    from worlds.rules.situation import Situation

_KINDS: Final[dict[type[Roaming], Kind]] = {Go: "go", Get: "get", Drop: "drop", Give: "give"}


def roam(now: Situation, command: Roaming) -> Step:
    """Do what a roaming player asks, or say why not: then `kind` is "meta" and `after` is `before`."""
    obstacle = _obstacle(command, now)
    if obstacle is not None:
        return Step(now.state, now.state, "meta", None, obstacle)
    draft = draft_of(now)
    _do(draft, command)
    if not isinstance(command, Go):  # a way has a price of its own
        draft.pass_time(seconds_for(now.scenario, "interact"))
    events.check(draft)
    if not draft.state.player.character.exists:
        entering.finish_without_character(draft)
    return step_of(now.state, draft, _KINDS[type(command)] if draft.state.player.finish is None else "ended")


def _obstacle(command: Roaming, now: Situation) -> str | None:
    match command:
        case Go(target):
            return _no_way(target, now) if offering.node_of(now).free_roam else texts.NO_ROAMING
        case Get(item):
            return _no_taking(item, now) or _left_as_it_is(item, now)
        case Drop(item):
            return _no_parting(item, now) or _left_as_it_is(item, now)
        case Give(item, to):
            return _no_parting(item, now) or _left_as_it_is(item, now) or _no_giving(item, to, now)
    assert_never(command)


def _left_as_it_is(item: str, now: Situation) -> str | None:
    """Things are moved where the story lets players roam, and those that their author lets be taken anywhere."""
    words = now.scenario.items.get(item)
    if offering.node_of(now).free_roam or (words is not None and words.take):
        return None
    return texts.left_as_it_is(item, now)


def _no_way(target: str, now: Situation) -> str | None:
    if all(way.target != target for way in places.exits(now)):
        return texts.NO_WAY
    place = now.scenario.locations.get(target)
    return None if place is None or passes(place.precondition, now) else offering.denial_of(place, now)


def _no_taking(item: str, now: Situation) -> str | None:
    if now.carries(item):
        return texts.HAVE_IT
    return None if item in places.items_here(now) else texts.NOT_HERE


def _no_parting(item: str, now: Situation) -> str | None:
    """What lies nowhere in the file is a character's own: it would be gone for good."""
    if not now.carries(item):
        return texts.NOT_CARRIED
    return None if item in now.scenario.placed_items else texts.your_own(item, now)


def _no_giving(item: str, to: str, now: Situation) -> str | None:
    if not to:  # words name no player: the rules do not know what players are called
        return texts.to_be_laid_down(item, now) if _has_fellows_here(now) else texts.not_taken(item, now)
    company = now.company
    others = () if company is None else (player for player in company.players if player != company.me)
    if company is None or to not in others or company.whereabouts.get(to) != now.here:
        return texts.NOBODY_HERE
    return texts.HAVE_THEIRS if to in now.state.world.holders.get(item, ()) else None


def _has_fellows_here(now: Situation) -> bool:
    company = now.company
    return company is not None and any(place == now.here for place in company.whereabouts.values())


def _do(draft: Draft, command: Roaming) -> None:
    match command:
        case Go(target):
            travel.move(draft, target, instant=False)
            here = texts.place_title(draft, None)
            draft.arrive(f"{here}. {places.description_here(draft).strip()}")
        case Get(item):
            draft.gain(item)
            draft.tell(f"You take {texts.the_item(draft.scenario, item)}.")
        case Drop(item):
            draft.lose(item)
            draft.tell(f"You lay down {texts.the_item(draft.scenario, item)}.")
        case Give(item, to):
            assert isinstance(draft, SharedDraft), "alone there is nobody to give to"
            draft.hand_over(item, to)
            draft.tell(f"You hand over {texts.the_item(draft.scenario, item)}.")
