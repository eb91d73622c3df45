"""Which options a player is offered, and which of them stand locked.

An option whose own precondition fails is hidden and never hinted at. One that would move the player to a place
they may not enter is hidden, shown locked, or shown like any other, as the place's access mode says. In company, one
that would take what others hold stands locked: there are only so many copies of a placed item.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules import barring, telling, texts
from worlds.rules.conditions import passes
from worlds.rules.option_facts import facts_of
from worlds.rules.scenario import Option
from worlds.rules.situation import Situation

if TYPE_CHECKING:
    from worlds.rules.party import Company
    from worlds.rules.scenario import Location, Node, Scenario
    from worlds.rules.state import State

LOOK: Final = "_look"
INVENTORY: Final = "_inventory"
HELP: Final = "_help"
BONUS: Final = "_bonus"
BONUS_TEMPERATURE: Final = 7  # from here on one more thing to try is suggested


@dataclass(frozen=True, slots=True)
class Offer:
    """An option as a player sees it; `reason` says why it is locked."""

    option: Option
    locked: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an option can be picked right now: `denial` None means that it can."""

    hidden: bool = False
    locked: bool = False  # and seen to be; a denial without it shows only on picking
    denial: str | None = None

    @property
    def open(self) -> bool:
        return not self.hidden and self.denial is None


OPEN: Final = Standing()
HIDDEN: Final = Standing(hidden=True)


def offers(scenario: Scenario, state: State, company: Company | None = None) -> tuple[Offer, ...]:
    """What a player can pick, in file order; in parser mode the three commands that are always there."""
    if state.player.finish is not None:
        return ()
    now = Situation(scenario, state, company)
    return with_extras(node_offers(now), now)


def with_extras(listed: tuple[Offer, ...], now: Situation) -> tuple[Offer, ...]:
    """The same, where `listed` are the options of the player's node, and the story has not ended."""
    if now.state.player.preferences.parser_mode:
        return COMMANDS
    return (*listed, bonus(now)) if has_bonus(now) else listed


def node_offers(now: Situation) -> tuple[Offer, ...]:
    """The options of the node the player is at, whatever mode they play in."""
    found = ((option, standing(option, now)) for option in options_of(now))
    return tuple(
        Offer(option, stands.locked, stands.denial if stands.locked else None)
        for option, stands in found
        if not stands.hidden
    )


def node_of(now: Situation) -> Node:
    return now.scenario.nodes[now.state.player.node]


def options_of(now: Situation) -> tuple[Option, ...]:
    """The options of the player's node, hidden ones too, each with the text that is shown of it now."""
    return tuple(telling.as_shown(option, now) for option in node_of(now).options)


def option_of(option_id: str, now: Situation) -> Option | None:
    """An option of the player's node, hidden or not, with the text that is shown of it now."""
    option = node_of(now).option(option_id)
    return None if option is None else telling.as_shown(option, now)


def standing(option: Option, now: Situation) -> Standing:
    if option.retired or not passes(option.precondition, now):
        return HIDDEN
    place = _forbidden_place(option, now)
    if place is not None:
        return _denied(place, now)
    missing = None if now.company is None else _item_in_other_hands(option, now)
    return OPEN if missing is None else Standing(locked=True, denial=texts.taken(missing, now))


def why_not(option: Option, now: Situation) -> str:
    """Why an option that was open a moment ago is hidden now. For those who were shown it alone: it tells of its gate."""
    place = _forbidden_place(option, now)
    if option.retired:
        return texts.NOT_NOW
    if place is None or not passes(option.precondition, now):
        return barring.barred(option.precondition, now)
    return denial_of(place, now)


def denial_of(place: Location, now: Situation) -> str:
    return place.access_denied_narrative.strip() or barring.barred(place.precondition, now)


def _denied(place: Location, now: Situation) -> Standing:
    if place.access_mode == "filter":
        return HIDDEN
    return Standing(locked=place.access_mode == "show_locked", denial=denial_of(place, now))


def _forbidden_place(option: Option, now: Situation) -> Location | None:
    """The first place that the option would move to and that may not be entered as things stand before it."""
    for location in facts_of(now.scenario, option).moves_to:
        place = now.scenario.locations.get(now.place(location))
        if place is not None and not passes(place.precondition, now):
            return place
    return None


def _item_in_other_hands(option: Option, now: Situation) -> str | None:
    return next((item for item in facts_of(now.scenario, option).gains if not now.can_have(item)), None)


def has_bonus(now: Situation) -> bool:
    preferences = now.state.player.preferences
    return preferences.improvisation_temperature >= BONUS_TEMPERATURE and not preferences.parser_mode


def bonus(now: Situation) -> Offer:
    """One thing more to try, made from who and what is here; picking it is like typing it."""
    return Offer(_extra(BONUS, texts.bonus(now)), locked=False, reason=None)


def _extra(option_id: str, text: str) -> Option:
    return Option(
        id=option_id,
        text=text,
        cell=None,
        precondition=None,
        consequences=(),
        narrative="",
        next_node=None,
        improvisation=None,
        credit=None,
        retired=False,
    )


COMMANDS: Final = tuple(
    Offer(_extra(option_id, text), locked=False, reason=None)
    for option_id, text in ((LOOK, "Look around"), (INVENTORY, "Inventory"), (HELP, "Show help"))
)
