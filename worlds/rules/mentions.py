"""What of the scene a player's words speak of: who and what is here, found by name, and never by a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from common.folding import folded
from worlds.rules import offering, places, telling, texts
from worlds.rules.intents import verb_at
from worlds.rules.lexicon import EMPTY, singular, words_in
from worlds.rules.nouns import ARTICLES, JOINTS, is_thing, nouns_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from worlds.rules.situation import Situation

Sort = Literal["person", "item", "place", "thing"]
Name = tuple[str, ...]  # words in canonical form, without their plural

FAR_ENOUGH: Final = 20_000  # characters of what a player has before them
OF: Final = "of"
OWNER: Final = "s"  # what is left of "Amble's" in canonical words
# Behind an article these speak of no thing of the scene: "take a look at the stove", "ask the others".
TURNS_OF_PHRASE: Final = frozenset(
    words_in(
        """
        look glance peek try go turn breath seat step rest walk word bit sip bite nap break moment minute while way air
        tune song joke story question kiss hug smile wave nod name secret prayer knot noise mess circle fuss dance speech poem toast bow wink lie
        hand finger arm elbow shoulder head face eye ear nose mouth lip tongue foot feet leg knee toe heel voice mind
        heart back hair self weight furniture thing things stuff everything
        """
    )
)
# Said of somebody, these mean that the story has done with them for now.
_GONE: Final = re.compile(
    r"\b(?:dead|gone|corpse|body|slain|killed|dies|died|asleep|sleeping|unconscious|fled|flees|vanish|vanished|"
    r"collapses?|collapsed|dealt with|defeated|departed|disappear|disappeared|no longer)\b",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_JOINED: Final = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}-]")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_TITLES: Final = frozenset(words_in("mr mrs miss ms dr the old young little big"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something of the scene: an id of the story, or for a thing of the prose its noun as it is written."""

    sort: Sort
    about: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text speaks of, what is done to first; `missed` when it does something to a thing that is not here."""

    mentions: tuple[Mention, ...] = ()
    missed: bool = False
    opens_with_its_name: bool = False  # it is called, or spoken to: "Ansa, look"

    @property
    def first(self) -> Mention | None:
        return None if self.missed or not self.mentions else self.mentions[0]

    @property
    def person(self) -> str | None:
        return next((mention.about for mention in self.mentions if mention.sort == "person"), None)


def spoken_of(text: str, now: Situation) -> Spoken:
    """What a text speaks of in this scene."""
    words = _TOKEN.findall(_JOINED.sub(" ", folded(text)))
    plain = [singular(word) for word in words]
    verb = verb_at(words)
    names = names_here(now)
    for name, mention in _said_as_things(words, verb, now):
        names.setdefault(name, mention)
    found = list(_found(words, plain, verb, names))
    missed = _misses(words, verb, [(at, length) for at, length, _ in found])
    mentions = dict.fromkeys(mention for _, _, mention in _wholes_first(found, words, now))
    return Spoken(tuple(mentions), missed=missed, opens_with_its_name=any(at == 0 for at, _, _ in found))


def _wholes_first(
    found: Sequence[tuple[int, int, Mention]], words: Sequence[str], now: Situation
) -> Sequence[tuple[int, int, Mention]]:
    """Of "the gas cells" the cells are meant; of "the names of the anchors" the anchors, where only they are described."""
    if len(found) > 1 and found[0][0] + found[0][1] == found[1][0] and found[0][2].sort == "thing":
        return _wholes_first(found[1:], words, now)
    if len(found) < 2 or OF not in words[found[0][0] + found[0][1] :][:1]:
        return found
    described = {mention for _, mention in _described(now)}
    first, second, *others = found
    return [second, first, *others] if second[2] in described and first[2] not in described else found


def names_here(now: Situation) -> dict[Name, Mention]:
    """Everything of the scene by each of its names; people before things, and what an author describes before mere words."""
    names: dict[Name, Mention] = {}
    for name, mention in (*_people(now), *_items(now), *_described(now), *_ways(now), *_written(now)):
        names.setdefault(name, mention)
    return names


def names_of_person(npc: str, now: Situation) -> Iterator[Name]:
    """`mrs_amble`, called Mrs Amble, is named by both words, and by each that is no title."""
    for called in (texts.person_name(now.scenario, npc), npc.replace("_", " ")):
        whole = _name(called)
        if whole:
            yield whole
        yield from ((word,) for word in whole if len(word) > 2 and word not in _TITLES and word not in EMPTY)


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


def _described(now: Situation) -> Iterator[tuple[Name, Mention]]:
    """What has a `look:` of its own."""
    here = now.scenario.locations.get(now.here)
    for noun in (*offering.node_of(now).look, *(() if here is None else here.look)):
        if name := _name(noun):
            yield name, Mention("thing", noun)
            yield tuple(words_in(noun)), Mention("thing", noun)  # a coat and the coats may both be described


def _ways(now: Situation) -> Iterator[tuple[Name, Mention]]:
    for way in places.exits(now):
        yield from _by_head(way.name, Mention("place", way.target))


def _written(now: Situation) -> Iterator[tuple[Name, Mention]]:
    for noun, written in nouns_in(told_here(now)).items():
        yield (noun,), Mention("thing", written)


def _said_as_things(words: Sequence[str], verb: int | None, now: Situation) -> Iterator[tuple[Name, Mention]]:
    """What stands as a thing in the player's words, and somewhere in the author's: "the poplars", of "three old poplars"."""
    written = {singular(word): word for word in words_in(told_here(now))}
    ended = [*words, "."]
    for at, word in enumerate(words):
        if (
            at != verb
            and _is_joint(ended[at + 1])
            and is_thing(word)
            and word not in EMPTY
            and singular(word) in written
        ):
            yield (singular(word),), Mention("thing", written[singular(word)])


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
    whole = tuple(word for word in _name(called) if word not in ARTICLES)
    if whole:
        yield whole, mention
        if len(whole[-1]) > 2:
            yield whole[-1:], mention


def _name(called: str) -> Name:
    return tuple(map(singular, words_in(called)))


def _found(
    words: Sequence[str], plain: Sequence[str], verb: int | None, names: Mapping[Name, Mention]
) -> Iterator[tuple[int, int, Mention]]:
    """Each mention with where it stands and how many words it takes; the longest name counts."""
    longest = max(map(len, names), default=0)
    owners: list[tuple[int, int, Mention]] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(min(longest, len(words) - at), 0, -1) if tuple(plain[at : at + n]) in names), 0)
        if not length or (at == verb and length == 1):
            at += 1
            continue
        mention = names.get(tuple(words[at : at + length])) or names[tuple(plain[at : at + length])]
        if OWNER in words[at + length : at + length + 1]:
            owners.append((at, length, mention))
        else:
            yield at, length, mention
        at += length
    yield from owners  # what is somebody's comes before the somebody


def _misses(words: Sequence[str], verb: int | None, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the first thing that is named with an article is none of the scene's, and nothing stands before it."""
    taken = {place for at, length in found for place in range(at, at + length)}
    at = 0 if verb is None else verb + 1
    while at < len(words):
        if at in taken:
            return False
        if words[at] in ARTICLES:
            phrase = list(_phrase(words, at + 1))
            if any(place in taken for place in phrase):
                return False
            head = words[phrase[-1]] if phrase else ""
            is_part_of_the_next = bool(phrase) and OF in words[phrase[-1] + 1 : phrase[-1] + 2]
            if is_thing(head) and singular(head) not in TURNS_OF_PHRASE and not is_part_of_the_next:
                return True
            at = phrase[-1] if phrase else at
        at += 1
    return False


def _phrase(words: Sequence[str], start: int) -> Iterator[int]:
    """The places of the words from `start` on that may name one thing."""
    for at in range(start, min(start + 4, len(words))):
        if _is_joint(words[at]):
            return
        yield at


def _is_joint(word: str) -> bool:
    """Whether a name cannot go on with it: a sign, a small word, or what is left of an owner."""
    return not word.isalpha() or word in JOINTS or word == OWNER
