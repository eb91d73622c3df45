"""What of the scene a player's words speak of: who and what is here, found by name, and never by a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from common.folding import folded
from worlds.rules.intents import is_of_ones_own, own_verb_at, verb_at
from worlds.rules.lexicon import EMPTY, singular, words_in
from worlds.rules.nouns import ABOUT_ONESELF, ARTICLES, TURNS_OF_PHRASE, is_thing
from worlds.rules.other_names import by_another_name
from worlds.rules.pronouns import OWNER, OWNERS, SOMEBODY, is_joint, whom
from worlds.rules.scene_names import Mention, described, names_here, told_here
from worlds.rules.verb_kinds import VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from worlds.rules.names_of_people import Name
    from worlds.rules.situation import Situation

OF: Final = "of"
_MINE: Final = frozenset({"my", "own"})
# They are wherever somebody is, described or not.
_EVERYWHERE: Final = frozenset(
    words_in(
        """
        ground floor air sky wind dark darkness silence night cold view corner wall ceiling distance horizon road street kerb
        curb pavement path space universe heaven god
        """
    )
)
_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_JOINED: Final = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}-]")


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
    verb = verb_at(words)
    told_of = frozenset(mention for _, mention in described(now))
    names = names_here(now)
    for name, mention in _said_as_things(words, verb, now):
        names.setdefault(name, mention)
    names |= _by_other_names(words, verb, names)
    somebody = list(whom(words, verb, names, told_of, now))
    found = sorted([*somebody, *_found(words, verb, names, told_of)], key=lambda one: (_is_owner(one, words), one[0]))
    missed = _misses(words, verb, [(at, length) for at, length, _ in found])
    mentions = dict.fromkeys(mention for _, _, mention in _wholes_first(found, words, told_of))
    return Spoken(tuple(mentions), missed=missed, opens_with_its_name=any(at == 0 for at, _, _ in found))


def _wholes_first(
    found: Sequence[tuple[int, int, Mention]], words: Sequence[str], told_of: frozenset[Mention]
) -> Sequence[tuple[int, int, Mention]]:
    """Of "the gas cells" the cells are meant; of "the names of the anchors" the anchors, where only they are described.

    A thing that is only named in the text about another counts after one that has a text of its own.
    """
    if found and words[found[0][0]] in SOMEBODY | OWNERS:
        return found
    if len(found) > 1 and found[0][0] + found[0][1] == found[1][0] and found[0][2].sort == "thing":
        kept = found[1:] if _is_its_own(found[1], words) else [found[0], *found[2:]]
        return _wholes_first(kept, words, told_of)
    if len(found) < 2:
        return found
    first, second, *others = found
    is_by_the_way = first[2].sort == "thing" and not _is_its_own(first, words)
    if is_by_the_way and second[2] in told_of and _is_its_own(second, words):
        return [second, first, *others]
    if OF not in words[first[0] + first[1] :][:1]:
        return found
    return [second, first, *others] if second[2] in told_of and first[2] not in told_of else found


def _is_its_own(one: tuple[int, int, Mention], words: Sequence[str]) -> bool:
    """Whether a thing was called by its own name, and is not only named in the text about another."""
    at, length, mention = one
    return singular(words[at + length - 1]) in map(singular, words_in(mention.about.replace("_", " ")))


def _said_as_things(words: Sequence[str], verb: int | None, now: Situation) -> Iterator[tuple[Name, Mention]]:
    """What stands as a thing in the player's words, and somewhere in the author's: "the poplars", of "three old poplars"."""
    written = {singular(word): word for word in words_in(told_here(now))}
    ended = [*words, "."]
    for at, word in enumerate(words):
        if (
            at != verb
            and is_joint(ended[at + 1])
            and is_thing(word)
            and word not in EMPTY
            and (word not in VERBS_OF_INTENT or words[at - 1] in ARTICLES)
            and singular(word) in written
        ):
            yield (singular(word),), Mention("thing", written[singular(word)])


def _by_other_names(words: Sequence[str], verb: int | None, names: Mapping[Name, Mention]) -> dict[Name, Mention]:
    """The picture, which the author calls a portrait; the furniture, which is a chair."""
    found: dict[Name, Mention] = {}
    for at, word in enumerate(words):
        name = (singular(word),)
        if at != verb and name not in names and is_thing(word) and word not in EMPTY | TURNS_OF_PHRASE:
            mention = by_another_name(word, names)
            if mention is not None:
                found[name] = mention
    return found


def _is_owner(one: tuple[int, int, Mention], words: Sequence[str]) -> bool:
    """Whether something else is somebody's, and not they themselves: it comes after what they own."""
    at, length, _ = one
    owned = words[at + length + 1 : at + length + 2]
    return OWNER in words[at + length : at + length + 1] and not TURNS_OF_PHRASE.issuperset(map(singular, owned))


def _found(
    words: Sequence[str], verb: int | None, names: Mapping[Name, Mention], told_of: frozenset[Mention]
) -> Iterator[tuple[int, int, Mention]]:
    """Each mention with where it stands and how many words it takes; the longest name counts."""
    plain = [singular(word) for word in words]
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(words):
        length = next((n for n in range(min(longest, len(words) - at), 0, -1) if tuple(plain[at : at + n]) in names), 0)
        if not length or (length == 1 and (at == verb or _is_ones_own(words, at, verb))):
            at += 1
            continue
        mention = names.get(tuple(words[at : at + length])) or names[tuple(plain[at : at + length])]
        if _MINE.intersection(words[at - 1 : at]) and mention.sort == "thing" and mention not in told_of:
            at += length  # my hat is none of the scene's that is only spoken of
            continue
        yield at, length, mention
        at += length
        if OWNER in words[at : at + 1] and TURNS_OF_PHRASE.issuperset(map(singular, words[at + 1 : at + 2])):
            at += 2  # somebody's hand is theirs, and no thing of its own


def _is_ones_own(words: Sequence[str], at: int, verb: int | None) -> bool:
    """Whether a word is of one's own body or manner: `my hands`, and the hands of "shake hands"."""
    own = own_verb_at(words)
    mine = words[at - 1 : at] in (["my"], ["own"]) and singular(words[at]) in ABOUT_ONESELF
    if own is not None and mine and is_of_ones_own(words, own) is not None:
        return True
    if singular(words[at]) not in TURNS_OF_PHRASE:
        return False
    if words[at - 1 : at] in (["a"], ["one"]):
        return singular(words[at]) in ABOUT_ONESELF and is_of_ones_own(words, verb or 0) == at
    return words[at - 1 : at] in (["my"], ["own"]) or (verb is not None and at == verb + 1)


def _misses(words: Sequence[str], verb: int | None, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the first thing that is named with an article is none of the scene's, and nothing stands before it."""
    taken = {place for at, length in found for place in range(at, at + length)}
    at = 0 if verb is None else verb + 1
    while at < len(words):
        if at in taken:
            return False
        if words[at] in ARTICLES - _MINE:
            phrase = list(_phrase(words, at + 1))
            if phrase and words[phrase[-1] + 1 : phrase[-1] + 2] == [OWNER]:
                at = phrase[-1] + 1  # what is somebody's counts, and not the somebody
                continue
            if any(place in taken for place in phrase):
                return False
            head = words[phrase[-1]] if phrase else ""
            is_part_of_the_next = bool(phrase) and OF in words[phrase[-1] + 1 : phrase[-1] + 2]
            if is_thing(head) and singular(head) not in TURNS_OF_PHRASE | _EVERYWHERE and not is_part_of_the_next:
                return True
            at = phrase[-1] if phrase else at
        at += 1
    return False


def _phrase(words: Sequence[str], start: int) -> Iterator[int]:
    """The places of the words from `start` on that may name one thing."""
    for at in range(start, min(start + 4, len(words))):
        if is_joint(words[at]):
            return
        yield at
