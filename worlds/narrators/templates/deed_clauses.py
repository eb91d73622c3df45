"""What a player has just done, said in the narrator's own words: "pat the ram", "lie down on the hearthstone"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.phrases import Phrase
from worlds.rules import texts
from worlds.rules.intents import base, is_of_ones_own, own_verb_at, tidies_ones_own
from worlds.rules.intents import deed_in as deed_of
from worlds.rules.lexicon import singular, words_in
from worlds.rules.names_of_people import names_of_person
from worlds.rules.nouns import ABOUT_ONESELF
from worlds.rules.pronouns import OWNER
from worlds.rules.understanding.english.harmless import SAYINGS
from worlds.rules.verb_kinds import MAKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Finding
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.english.harmless import Saying

_PREPOSITIONS: Final = frozenset(
    words_in(
        "on in at by to for with over under beside near against before behind among around round into down along across towards through"
    )
)
_PARTICLES: Final = frozenset(words_in("up down out off on back in together open shut over"))
_LEADS: Final = frozenset(words_in("the a an his her its their my your him her it them this that mr mrs miss"))
_PRONOUNS: Final = frozenset(words_in("him her it them she he"))
_THINGS: Final = frozenset({"it", "them", "she", "he"})
_OWNERS: Final = frozenset({"his", "her", "their"})
_HANDS: Final = frozenset({"hand", "hands", "arm"})
_REACHING: Final = frozenset(words_in("offer hold give shake take reach extend"))
_UPWARDS: Final = ("in", "the", "air")
_UNFINISHED: Final = frozenset(words_in("put lay place rest press set stick poke"))
_YOURS: Final = {"my": "your"}
_REACH: Final = 4  # words between a preposition and the noun that it leads to


def deed_in(text: str, finding: Finding, phrase: Phrase | None, now: Situation) -> Phrase | None:
    """The deed as it stands behind "you"; None where we have no words of our own for it."""
    words = words_in(text)
    place = _place_of(words, finding, now) if phrase is not None else None
    is_bystander = finding.reason == "gesture" and (place is None or words[place] in _THINGS)  # nobody named them
    told = "" if phrase is None or is_bystander else phrase.text
    if words[:1] == ("let",):
        return None
    if (
        place is not None
        and phrase is not None
        and phrase.plural
        and finding.sort == "thing"
        and not words[place].endswith("s")
    ):
        told = f"one of {told}"
    said = (
        _with_somebody(words, finding, told)
        or _with_ones_own(words, place, told)
        or _with_its_verb(words, place, told, taken=finding.taken)
        or _with_ones_things(words)
    )
    return None if said is None else Phrase(said, plural=phrase is not None and phrase.plural and told in said)


def _with_somebody(words: Sequence[str], finding: Finding, told: str) -> str | None:
    """What is said otherwise where it is done to a person: a hand is held out, good evening is wished."""
    if finding.sort != "person" and finding.reason != "greeted":
        return None
    if deed_of(words) in {"wish", "bid"}:
        return f"wish {told} well"
    own = is_of_ones_own(words, own_verb_at(words) or 0)
    if own is None and _HANDS.intersection(words) and deed_of(words) in _REACHING:
        return f"hold out a hand to {told}"
    return None


def _with_ones_things(words: Sequence[str]) -> str | None:
    """`fold my napkin`, `make a snowball`: what it is has no word of ours."""
    if tidies_ones_own(words):
        return "see to your own things"
    return "make a start on that" if deed_of(words) in MAKING else None


def _with_its_verb(words: Sequence[str], place: int | None, told: str, *, taken: bool) -> str | None:
    saying = SAYINGS.get(deed_of(words))
    if saying is None:
        return None
    if not told or (place is None and saying.alone):
        return saying.alone or None
    return f"{_led_by(words, place, saying, taken=taken)} {told}{_part_of_them(words, place)}{_where_on(words)}"


def _part_of_them(words: Sequence[str], place: int | None) -> str:
    """Of "feel his forehead" the forehead."""
    if place is None:
        return ""
    place += words[place + 1 : place + 2] == (OWNER,)
    if words[place] not in _OWNERS | {OWNER}:
        return ""
    return next((f"'s {word}" for word in words[place + 1 : place + 2] if singular(word) in ABOUT_ONESELF), "")


def _where_on(words: Sequence[str]) -> str:
    """On the head, the shoulder, the back: where somebody is tapped or patted."""
    threes = zip(words, words[1:], words[2:], strict=False)
    return next(
        (
            f" on the {third}"
            for one, the, third in threes
            if (one, the) == ("on", "the") and singular(third) in ABOUT_ONESELF
        ),
        "",
    )


def _led_by(words: Sequence[str], place: int | None, saying: Saying, *, taken: bool) -> str:
    """The deed up to its preposition: the one that was typed, where it can stand there."""
    before = () if place is None else words[max(0, place - _REACH) : place]
    typed = next((word for word in reversed(before) if word in _PREPOSITIONS), "")
    typed = "beside" if typed == "to" and "next" in before else typed
    if typed not in saying.also or taken:
        return saying.to
    head, _, last = saying.to.removesuffix(" in front of").rpartition(" ")
    return f"{head} {typed}" if last in _PREPOSITIONS else f"{saying.to.removesuffix(' in front of')} {typed}"


def _with_ones_own(words: Sequence[str], place: int | None, told: str) -> str | None:
    """`put my feet up by the stove`: with what everybody has about them."""
    at = own_verb_at(words)
    if at is not None and words[at + 1 : at + 2] == ("myself",) and base(words[at]) in SAYINGS:
        return f"{base(words[at])} yourself"
    own = None if at is None else is_of_ones_own(words, at)
    if at is None or own is None:
        return None
    said = [base(words[at]), *(_YOURS.get(word, word) for word in words[at + 1 : own + 1])]
    after = own + 1
    while after < len(words) and words[after] in _PARTICLES and not _LEADS.intersection(words[after + 1 : after + 2]):
        said.append(words[after])
        after += 1
    if words[after:] == _UPWARDS:
        return " ".join((*said, *_UPWARDS))
    if words[after : after + 1] and words[after] in _PREPOSITIONS and words[after + 1 : after + 2] == ("my",):
        return " ".join((*said, words[after], "your", *words[after + 2 : after + 3]))
    leads = after < len(words) and words[after] in _PREPOSITIONS
    if told and leads and place is not None and after < place <= after + _REACH:
        body = next(
            (
                word
                for word in words[place + 1 : place + 2]
                if words[place] in _OWNERS and singular(word) in ABOUT_ONESELF
            ),
            "",
        )
        said += [words[after], f"{told}'s {body}" if body else told]
    elif said[0] in _UNFINISHED and after == own + 1 and len(said) <= len(("put", "your", "hand")):
        return None  # on what, there is no telling
    return " ".join(said)


def _place_of(words: Sequence[str], finding: Finding, now: Situation) -> int | None:
    """Where a text names what the finding is about, or means it by a pronoun."""
    heads = _heads(finding, now)
    named = [at for at, word in enumerate(words) if singular(word) in heads or _begins_one(word, heads)]
    meant = [at for at, word in enumerate(words) if at and word in _PRONOUNS | _OWNERS]
    return next(iter(named or meant), None)


def _begins_one(word: str, heads: frozenset[str]) -> bool:
    """The hearth is a hearthstone."""
    return len(word) > len("all") and any(head.startswith(word) for head in heads)


def _heads(finding: Finding, now: Situation) -> frozenset[str]:
    if finding.sort == "person":
        return frozenset(word for name in names_of_person(finding.about, now) for word in name)
    called = finding.called or (
        texts.item_name(now.scenario, finding.about) if finding.sort == "item" else finding.about.replace("_", " ")
    )
    return frozenset(map(singular, words_in(called)[-1:]))
