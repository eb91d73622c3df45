"""A verb on a real thing in reach, or a way out of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import offering, places, texts
from worlds.rules.commands import Drop, Examine, Get, Give, Go
from worlds.rules.understanding.alike import ONE_GROUP, alike
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import stem, stems
from worlds.rules.understanding.likeness import NOTHING_LIKE
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.rules.commands import Deed
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Term

_TAKING: Final = stems("take get grab pick_up pick collect fetch pocket snatch take_up take_along lift_up help_oneself")
_DROPPING: Final = stems(
    "drop put_down lay_down set_down discard get_rid_of leave_behind let_fall throw_away leave lay_aside abandon dump"
)
_GIVING: Final = stems("give hand offer hand_over pass give_back return deliver present")
_LOOKING: Final = stems(
    """look look_at examine inspect x study check observe read view scrutinize scrutinise stare gaze peer look_over look_into
    describe look_closely have_look take_look have_closer_look check_out peruse"""
)
_GOING: Final = small.LEADING | stems(
    """travel return run go_to move get_to go_over go_across cross_over back walk_up walk_down go_up go_down head_for proceed
    visit get_back go_home come_down step"""
)
_BY: Final = frozenset({"round", "around", "past", "under", "over"})
_TO_PLACES: Final = stems("go walk head run get come back return enter leave visit move travel proceed step take")
_HEARD: Final = 0.8  # so alike a word of a name must be


def deed_of(said: Said, now: Situation) -> Deed | None:
    """What is done with a thing in reach, or where a player sets out to; None where no real thing is named."""
    if said.question or said.wording.negated:
        return None
    return _handled(said, now) or _way(said, now)


def place_named(said: Said, now: Situation, among: Iterable[str]) -> str | None:
    """The one of these places that a player sets out for: every noun of theirs is of its name, or else of its description."""
    if said.question or said.leaves or said.wording.negated or not _goes(said):
        return None
    places_there = [place for place in dict.fromkeys(among) if place != now.here]
    objects = said.wording.objects
    found = [place for place in places_there if _is_named(objects, _name_words(place, now))]
    told_of = any(_is_told_of(term, now) for term in objects)
    if told_of and not _sets_out(said):
        return None
    if not found and said.wording.verbs and not told_of and _sets_out(said):
        found = [place for place in places_there if _is_named(objects[:1], _place_words(place, now))]
    return found[0] if len(found) == 1 else None


def _goes(said: Said) -> bool:
    head = said.head
    return head is None or head.stem in _GOING or head.stem.partition("_")[0] in {"go", "walk", "head", "back"}


def _sets_out(said: Said) -> bool:
    """Whether it goes to a place, and does not merely climb, cross, follow or walk round something."""
    if said.wording.first_behind(_BY) is not None:
        return False
    return said.head is None or said.head.stem.partition("_")[0] in _TO_PLACES


def _handled(said: Said, now: Situation) -> Deed | None:
    verb = said.wording.verbs[0].stem if said.wording.verbs else ""
    if verb in _LOOKING:
        item = _item(said, (*now.inventory, *places.items_here(now)), now)
        return None if item is None else Examine(item)
    if verb in _TAKING:
        item = _item(said, places.items_here(now), now)
        return None if item is None else Get(item)
    if verb in _DROPPING or _is_laid_down(said):
        item = _item(said, now.inventory, now)
        return None if item is None else Drop(item)
    item = _item(said, now.inventory, now) if verb in _GIVING else None
    return None if item is None else Give(item, "")


def _is_laid_down(said: Said) -> bool:
    """`put the lamp on the ground`."""
    stems = {term.stem for term in said.wording.objects}
    return bool(said.wording.head_stems & {"put", "lay", "place", "set"}) and bool(stems & {"ground", "floor"})


def _item(said: Said, among: Iterable[str], now: Situation) -> str | None:
    """The one item that is named, or the only one that a pronoun can mean."""
    items = tuple(dict.fromkeys(among))
    objects = [term for term in said.wording.objects if term.stem not in {"ground", "floor"}]
    if not objects:
        return items[0] if said.wording.pronouns and len(items) == 1 else None
    found = [item for item in items if _is_thing(objects, item, now)]
    return found[0] if len(found) == 1 else None


def _is_thing(objects: Sequence[Term], item: str, now: Situation) -> bool:
    """Whether the first group of nouns ends in what the item is, and says nothing else of it."""
    group = _first_group(objects)
    names = _item_names(item, now)
    heads = [name[-1] for name in map(_before_of, names) if name]
    words = [term for name in names for term in name]
    return any(_hears(term, heads) for term in group) and all(
        _hears(term, words) or _is_told_of(term, now) for term in group
    )


def _before_of(name: Sequence[Term]) -> Sequence[Term]:
    """`letter of introduction` is a letter: words that stand apart come after an `of`."""
    return _first_group(name)


def _is_told_of(term: Term, now: Situation) -> bool:
    here = now.scenario.locations.get(now.here)
    nouns = " ".join((*offering.node_of(now).look, *(() if here is None else here.look)))
    told = plain_words(f"{offering.node_of(now).narrative} {places.description_here(now)} {nouns}")
    return term.stem in map(stem, told)


def _first_group(objects: Sequence[Term]) -> list[Term]:
    group = list(objects[:1])
    for term in objects[1:]:
        if term.at != group[-1].at + 1:
            break
        group.append(term)
    return group


def _way(said: Said, now: Situation) -> Go | None:
    exits = [way.target for way in places.exits(now)]
    place = place_named(said, now, exits)
    return None if place is None else Go(place)


def _is_named(objects: Sequence[Term], name: Sequence[Term]) -> bool:
    return bool(objects) and bool(name) and all(_hears(term, name) for term in objects)


def _hears(term: Term, name: Sequence[Term]) -> bool:
    return any(alike(term, word, NOTHING_LIKE) >= min(_HEARD, ONE_GROUP) for word in name)


def _item_names(item: str, now: Situation) -> list[tuple[Term, ...]]:
    called = (texts.humanise(item), texts.item_name(now.scenario, item))
    return [wording(plain_words(f"the {name}")).objects for name in called]


def _name_words(place: str, now: Situation) -> tuple[Term, ...]:
    return wording(plain_words(f"the {texts.humanise(place)}. the {texts.place_title(now, place)}")).terms


def _place_words(place: str, now: Situation) -> tuple[Term, ...]:
    declared = now.scenario.locations.get(place)
    return () if declared is None else wording(plain_words(f"the {declared.description}")).terms
