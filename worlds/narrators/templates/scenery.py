"""What there is to speak of at this moment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates import attention, naming
from worlds.narrators.templates.company import company, in_order
from worlds.narrators.templates.english.vocabulary import ABOUT, ORDERS
from worlds.narrators.templates.english.weather import AIR
from worlds.narrators.templates.phrases import Phrase, one_paragraph, sentences_in
from worlds.rules import offering, places
from worlds.rules.conditions import passes
from worlds.rules.effects import GainItem
from worlds.rules.lexicon import content_words, words_in

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

_PLAIN_LINE: Final = re.compile(r"[A-Za-z][A-Za-z'’,; -]{2,89}")
_FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "we", "us", "our"})
_LONGEST_HINT: Final = 60
FAR_ENOUGH: Final = 20_000  # characters of what a player has before them


@dataclass(frozen=True, slots=True)
class Scenery:
    """Phrases by the gap that they fill, and whole sentences that fit anywhere."""

    facts: dict[str, Phrase]
    air: tuple[str, ...]
    description: str  # the place's own, while nothing has changed it; else empty
    hints: tuple[Phrase, ...]  # what could be picked and would be done, as orders: "climb the mountain"
    pointing: Phrase | None  # the hint that comes closest to what was typed


def scenery(now: Situation, judgement: Judgement) -> Scenery:
    told = _told(now)
    hints = tuple(_hints(now, judgement))
    return Scenery(
        facts=_place(now) | _people_and_things(now, judgement, told) | _theme(judgement),
        air=tuple(_air(places.environment_here(now).values())),
        description=_description(now),
        hints=hints,
        pointing=_pointing(hints, judgement.text),
    )


def _told(now: Situation) -> str:
    """What the player has before them; hidden options would tell too much."""
    node = offering.node_of(now)
    shown = [offer.option.text for offer in offering.offers(now.scenario, now.state)]
    return "\n".join([*shown, node.prompt, node.narrative, places.description_here(now)])[:FAR_ENOUGH]


def _people_and_things(now: Situation, judgement: Judgement, told: str) -> dict[str, Phrase]:
    prose = naming.prose_of(now.scenario)
    somebody = next(company(now, judgement.text, told), None)
    person = naming.somebody(somebody, prose) if somebody else None
    carried = _mentioned(now.state.player.character.inventory, judgement.text)
    lying = places.items_here(now)
    item = carried or _mentioned(lying, judgement.text)
    phrases = {
        "npc": person,
        "whom": person if somebody and in_order([somebody], judgement.text) else None,
        "thing": naming.something(item, prose) if item else _noun(judgement, told, _unspoken(now, judgement, somebody)),
        "held": naming.something(carried, prose) if carried else None,
        "lying": naming.something(lying[0], prose) if lying and lying[0] != item else None,
    }
    return {gap: phrase for gap, phrase in phrases.items() if phrase is not None}


def _mentioned(items: Iterable[str], text: str) -> str | None:
    """The item that a text names by the most words, its last one among them."""
    typed = set(words_in(text))
    names = {item: words_in(item.replace("_", " ")) for item in items}
    named = [item for item, words in names.items() if words and words[-1] in typed]
    return max(named, key=lambda item: len(typed.intersection(names[item])), default=None)


def _noun(judgement: Judgement, told: str, unspoken: set[str]) -> Phrase | None:
    """A thing that both the player and the story speak of."""
    things = [word for word in attention.things_meant(judgement.text, told) if word not in unspoken]
    return Phrase(f"the {things[0]}", plural=naming.is_plural(things[0])) if things else None


def _unspoken(now: Situation, judgement: Judgement, somebody: str | None) -> set[str]:
    """The names that are no things: one can talk about somebody who is elsewhere, but not lay hands on them."""
    about = attention.manner_of(judgement.text) in ABOUT
    people = [somebody] if about and somebody else [] if about else now.state.world.npc_locations
    return {word for npc in people for word in words_in(npc.replace("_", " "))}


def _place(now: Situation) -> dict[str, Phrase]:
    here = now.scenario.locations.get(now.here)
    name = naming.somewhere(here.name, naming.prose_of(now.scenario)) if here else None
    return {"place": name, "there": naming.where(name)} if name else {}


def _theme(judgement: Judgement) -> dict[str, Phrase]:
    theme = judgement.theme.strip()
    return {"theme": Phrase(theme)} if _PLAIN_LINE.fullmatch(theme) else {}


def _air(values: Iterable[str | int]) -> Iterable[str]:
    for value in values:
        known = words_in(str(value).replace("_", " "))
        yield from next((lines for words, lines in AIR.items() if not set(known).isdisjoint(words.split())), ())


def _description(now: Situation) -> str:
    """An author's description, once, when the player has just come and the place is still as it was at first."""
    player = now.state.player
    local, first = now.local(None), now.scenario.opening.surroundings.get(now.here)
    changed = (
        first is not None
        and local is not None
        and (
            local.flags != dict(first.flags)
            or local.properties != dict(first.properties)
            or local.environment != dict(first.environment)
        )
    )
    line = one_paragraph(places.description_here(now))
    newly = (player.scene, player.beat) == (1, 1)
    return line if newly and not changed and _PLAIN_LINE.fullmatch(line[:-1]) and sentences_in(line) == 1 else ""


def _hints(now: Situation, judgement: Judgement) -> Iterable[Phrase]:
    for offer in offering.offers(now.scenario, now.state):
        option = offer.option
        if not option.id.startswith("_") and option.id != judgement.option_id and _leads_on(option, now):
            yield from _order(option)


def _leads_on(option: Option, now: Situation) -> bool:
    """Whether picking it now would do what it says: an option may be shown like any other and still be denied."""
    target = now.scenario.nodes.get(option.next_node or "")
    return (
        offering.standing(option, now).open
        and (target is None or passes(target.precondition, now))
        and all(_is_to_be_had(effect.item, now) for effect in option.consequences if isinstance(effect, GainItem))
    )


def _is_to_be_had(item: str, now: Situation) -> bool:
    """In company somebody else may hold the last copy, and whose copy it is is not told here."""
    world, carried = now.state.world, now.state.player.character.inventory
    placed = item in now.scenario.placed_items
    return not placed or item in carried or any(item in lying for lying in world.items.values())


def _order(option: Option) -> Iterable[Phrase]:
    """An option's text as it can follow "you could"; nothing for one that is no order."""
    line = option.text.split(" - ")[0].split(" – ")[0].split(" — ")[0].strip().rstrip(".!")
    words = words_in(line)
    if (
        _PLAIN_LINE.fullmatch(line)
        and len(line) <= _LONGEST_HINT
        and words[0] in ORDERS
        and not _FIRST_PERSON & set(words)
    ):
        yield Phrase(line[0].lower() + line[1:])


def _pointing(hints: Iterable[Phrase], text: str) -> Phrase | None:
    typed = content_words(words_in(text))
    shared = {hint: len(typed & content_words(words_in(hint.text))) for hint in hints}
    best = max(shared, key=lambda hint: shared[hint], default=None)
    return best if best is not None and shared[best] else None
