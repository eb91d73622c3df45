"""What is in a scene, by each name that a player may call it by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from worlds.rules import offering, places, telling, texts
from worlds.rules.lexicon import singular, words_in
from worlds.rules.names_of_people import is_elsewhere, is_named_in, name_of, names_of_person
from worlds.rules.nouns import ARTICLES, TURNS_OF_PHRASE, nouns_in
from worlds.rules.understanding.english.kinds import ANIMALS
from worlds.rules.understanding.english.small_words import PERSONS
from worlds.rules.understanding.english.tables import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.names_of_people import Name
    from worlds.rules.situation import Situation

Sort = Literal["person", "item", "place", "thing"]

FAR_ENOUGH: Final = 20_000  # characters of what a player has before them
# Said of somebody, these mean that the story has done with them for now.
_GONE: Final = re.compile(
    r"\b(?:dead|gone|corpse|body|slain|killed|dies|died|asleep|sleeping|unconscious|fled|flees|vanish|vanished|"
    r"collapses?|collapsed|dealt with|defeated|departed|disappear|disappeared|no longer)\b",
    re.IGNORECASE,
)
# What says that there is no X.
_NOT_THERE: Final = (
    r"\b(?:(?:no|without an?|where an?) X|(?:had|sold|lost|stole|took) (?:the|its|her|his) X (?:out|away|off)"
    r"|X (?:is|are|was|were) (?:gone|missing|sold|lost|stolen))\b"
)
_DENIED: Final = re.compile(
    r"(?:There (?:is|are|was|were) (?:none|no |nothing|one\b)|None\b|You cannot see|(?:He|She|It|They) (?:is|are) not here)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_CROWDS: Final = frozenset(
    map(
        stem,
        words_in(
            "cutters sleepers crowd band choir orchestra public audience passengers workers villagers neighbours guests others"
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something of the scene: an id of the story, or for a thing of the prose its noun as it is written."""

    sort: Sort
    about: str
    called: str = field(default="", compare=False)  # what was named, where only the text about this names it


def names_here(now: Situation) -> dict[Name, Mention]:
    """Everything of the scene by each of its names; people before things, and what an author describes before mere words."""
    names: dict[Name, Mention] = {}
    for name, mention in (
        *_people(now),
        *_items(now),
        *described(now),
        *_ways(now),
        *_written(now),
        *_told_of(now),
    ):
        names.setdefault(name, mention)
    return names


def _people(now: Situation) -> Iterator[tuple[Name, Mention]]:
    told = telling.whole_scene_text(offering.node_of(now), now)
    for npc in texts.npcs_at(now, now.here):
        names = list(names_of_person(npc, now))
        if not _is_gone(names, told):
            yield from ((name, Mention("person", npc)) for name in names)


def _is_gone(names: Sequence[Name], told: str) -> bool:
    """Whether the story has just said that they lie dead, sleep, or have left; the rules need not know."""
    sentences = (sentence for sentence in _SENTENCE.split(told) if _GONE.search(sentence))
    return any(set(name) <= {singular(word) for word in words_in(sentence)} for sentence in sentences for name in names)


def _items(now: Situation) -> Iterator[tuple[Name, Mention]]:
    for item in (*now.inventory, *places.items_here(now)):
        yield from _by_head(texts.item_name(now.scenario, item), Mention("item", item))
        yield from _by_head(texts.humanise(item), Mention("item", item))


def described(now: Situation) -> Iterator[tuple[Name, Mention]]:
    """What has a `look:` of its own."""
    for noun, _ in looks(now):
        if name := name_of(noun):
            yield name, Mention("thing", noun)
            yield tuple(words_in(noun)), Mention("thing", noun)  # a coat and the coats may both be described


def _ways(now: Situation) -> Iterator[tuple[Name, Mention]]:
    for way in places.exits(now):
        yield from _by_head(way.name, Mention("place", way.target))


def _told_of(now: Situation) -> Iterator[tuple[Name, Mention]]:
    """What only the text about another thing names: the geranium, by its basin. What only a text about somebody names is itself."""
    people = _names_of_people(now)
    for noun, text in looks(now):
        is_somebody_told_of = name_of(noun) in people
        for name, written in nouns_of_look(text):
            what = Mention("thing", written) if is_somebody_told_of else Mention("thing", noun, called=written)
            yield (name,), what
            yield (written,), what


def described_by(mention: Mention, now: Situation) -> Mention | None:
    """The thing whose text names this one, for whoever does something with it: the counter, for its flap."""
    one = singular(mention.about)
    found = (noun for noun, text in looks(now) if one in dict(nouns_of_look(text)))
    owner = next((noun for noun in found if name_of(noun) not in _names_of_people(now)), "")
    return Mention("thing", owner) if owner and mention.sort == "thing" else None


def _names_of_people(now: Situation) -> set[Name]:
    return {name for npc in now.state.world.npc_locations for name in names_of_person(npc, now)}


@lru_cache(maxsize=4096)
def nouns_of_look(text: str) -> tuple[tuple[str, str], ...]:
    """The nouns of what an author tells of a thing, each also as it is written, but for those that are said not to be there."""
    named = nouns_in(text).items()
    return tuple(
        (noun, written) for noun, written in named if noun not in TURNS_OF_PHRASE and not is_said_gone(written, text)
    )


def is_said_gone(noun: str, told: str) -> bool:
    """Whether a text speaks of a thing as one that is not there: "the empty staple, where a clapper was"."""
    return re.search(_NOT_THERE.replace("X", re.escape(noun)), " ".join(told.split()), re.IGNORECASE) is not None


def is_denied(told: str) -> bool:
    """Whether an author's text about a thing says that there is none."""
    return _DENIED.match(told) is not None


def looks(now: Situation) -> Iterator[tuple[str, str]]:
    """Each noun that has a `look:` here, with its text, but for people who are elsewhere; the scene's before the place's."""
    here, node = now.scenario.locations.get(now.here), offering.node_of(now)
    for table in (node.look, {} if here is None else here.look):
        yield from ((noun, text) for noun, text in table.items() if not is_elsewhere(noun, node, now))


def people_present(now: Situation) -> list[Mention]:
    """Who is in the scene: of those who are at the place whoever the scene's text names; where there is none of them, who it describes."""
    node = offering.node_of(now)
    told = f"{telling.whole_scene_text(node, now)} {node.prompt}"
    here = [npc for npc in texts.npcs_at(now, now.here) if is_named_in(told, names_of_person(npc, now))]
    described_here = (Mention("thing", noun) for noun, _ in looks(now))
    return [Mention("person", npc) for npc in here] or [what for what in described_here if is_somebody(what, now)][:1]


def is_somebody(what: Mention, now: Situation) -> bool:
    """A person, or a thing of the prose that is one: the old woman at her window, a canon whom the story knows."""
    if what.sort == "person" or any(stem(word) in PERSONS | _CROWDS for word in words_in(what.about)):
        return True
    return what.sort == "thing" and not what.called and name_of(what.about) in _names_of_people(now)


def is_animal(what: Mention, now: Situation) -> bool:
    """Whether it is a beast, by its name: the cat."""
    called = texts.person_name(now.scenario, what.about) if what.sort == "person" else what.about
    return any(singular(word) in ANIMALS for word in words_in(called))


def nouns_in_sight(now: Situation) -> list[str]:
    """What is described here and stands in what the player has read, each text once; not what a text says there is none of."""
    told = {singular(word) for word in words_in(told_here(now))}
    by_text = {text: noun for noun, text in reversed(list(looks(now))) if not is_denied(text)}
    return [noun for noun in reversed(by_text.values()) if singular(words_in(noun)[-1]) in told]


def _written(now: Situation) -> Iterator[tuple[Name, Mention]]:
    for noun, written in nouns_in(told_here(now)).items():
        yield (noun,), Mention("thing", written)
        yield (written,), Mention("thing", written)  # the umbrellas, where one of them is carried


def shown_offers(now: Situation) -> tuple[offering.Offer, ...]:
    """The options of the node that a player sees: in parser mode none."""
    return () if now.state.player.preferences.parser_mode else offering.node_offers(now)


def told_here(now: Situation) -> str:
    """What the player has before them; hidden options would tell too much."""
    node = offering.node_of(now)
    shown = [offer.option.text for offer in shown_offers(now)]
    parts = (places.description_here(now), telling.whole_scene_text(node, now), node.prompt, *shown)
    return "\n".join(parts)[:FAR_ENOUGH]


def _by_head(called: str, mention: Mention) -> Iterator[tuple[Name, Mention]]:
    """By the whole name, and by its last word: a brass lamp is a lamp."""
    whole = tuple(word for word in name_of(called) if word not in ARTICLES)
    if whole:
        yield whole, mention
        if len(whole[-1]) > 2 and (mention.sort != "place" or whole[-1] not in TURNS_OF_PHRASE):
            yield whole[-1:], mention
