"""What a deed in one's own words comes to: a thing stays as it is, somebody lets it pass, a way is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places, texts
from worlds.rules.details import is_told_gone, look_of
from worlds.rules.intents import (
    CHANGING,
    GESTURES,
    GREETING,
    HARMLESS,
    MAKING,
    MOVING,
    OPENING,
    RESTING,
    SOUNDS,
    TAKING,
    uses_one_of,
    verb_at,
    verb_in,
)
from worlds.rules.lexicon import content_words, lexicon, singular, words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.nouns import ABOUT_ONESELF, TURNS_OF_PHRASE, is_thing
from worlds.rules.offering import standing
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import Mention, described_by, is_denied, is_somebody, people_present, shown_offers
from worlds.rules.understanding.english.tables import HARM, stem
from worlds.rules.understanding.permitted import wants_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from worlds.rules.mentions import Spoken
    from worlds.rules.rulings import Reason
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

# After them stands what something is made on: "draw a cat in the steam".
_UPON: Final = frozenset(words_in("in on onto into over across beside under above below behind near to by"))
_WITH: Final = "with"
_TELLING_THAT: Final = frozenset(words_in("that it i we you he she they is are if whether"))
_OF_NO_SUBSTANCE: Final = frozenset(
    words_in(
        "best time day life luck balance temper nerve courage patience part duty work job mark bed sleep height weight way"
    )
)
_ARTICLES: Final = frozenset({"a", "an", "the"})
_ARTICLES_OF_NEW: Final = frozenset({"a", "an", "my", "some"})


def done(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """What comes of a deed that no author wrote for."""
    makes = _makes_something_new(words)
    what = (_made_upon(words, now) or _made_with(words, now)) if makes else spoken.first
    lacking = _locked_with(what, now) if what is not None and uses_one_of(words, OPENING) else ""
    if what is not None and lacking:
        return found("locked", what, lacking)
    if _lacks_its_tool(words, now) or (spoken.person is None and _lacks_its_own(words, now)):
        return Finding("toolless")
    if what is None:
        return _done_to_nothing(words, now, missed=spoken.missed and not makes)
    return without_effect(what, words, now)


def _done_to_nothing(words: Sequence[str], now: Situation, *, missed: bool) -> Finding:
    verb = verb_in(words)
    if (verb in GESTURES and (not missed or verb in SOUNDS)) or _is_done_to_oneself(words):
        return gesture(now)
    if missed:
        return Finding("absent")
    if verb in RESTING:
        return Finding("rested")
    return Finding("stays", told=ways_told(now)) if verb in MOVING else Finding("idle")


def gesture(now: Situation) -> Finding:
    """Something that one does with oneself; whoever is here has seen it."""
    present = people_present(now)
    return found("gesture", present[0]) if present else Finding("gesture")


def _is_done_to_oneself(words: Sequence[str]) -> bool:
    """`straighten my tie`, `breathe on my hands`: done to what everybody has about them, and nothing that would do harm."""
    at = next((at for at, word in enumerate(words) if word == "my"), len(words))
    owned = next((word for word in words[at + 1 : at + 3] if singular(word) in ABOUT_ONESELF), "")
    return bool(owned) and stem(verb_in(words)) not in HARM


def ways_told(now: Situation) -> str:
    """Where the ways out lead, as far as a player may know; empty where there are none."""
    names = [f"{texts.inside_sentence(way.name)}{' (closed)' if way.locked else ''}" for way in places.exits(now)]
    return f"Ways lead to {texts.listing(names)}." if names else ""


def without_effect(what: Mention, words: Sequence[str], now: Situation) -> Finding:
    """Why a thing or a person is the same afterwards."""
    told, verb = look_of(what, now), verb_in(words)
    if is_somebody(what):
        return found("greeted" if verb in GREETING else "touched", what, told)
    if told and is_denied(told):
        return found("denied", what, told)
    if verb in MOVING:
        return _option_with(what, now) or found("stays", what, told)
    if verb in RESTING:
        return found("rested", what, told)
    if told:
        return found(_untouched(verb), what, told)
    whole = described_by(what, now)
    return _of_no_use(what, verb, words, now) if whole is None else without_effect(whole, words, now)


def _untouched(verb: str) -> Reason:
    """Why a thing that there is something to tell of is as it was."""
    if verb in CHANGING:
        return "handled"
    if verb in HARMLESS:
        return "harmless"
    return "left" if verb in TAKING else "let_be"


def _of_no_use(what: Mention, verb: str, words: Sequence[str], now: Situation) -> Finding:
    """Why a thing that nobody wrote of is as it was."""
    if is_told_gone(what, now):
        return Finding("absent")
    if uses_one_of(words, TAKING):
        return found("taken", what)
    return gesture(now) if verb in SOUNDS else _option_with(what, now) or found("unmoved", what)


def found(reason: Reason, what: Mention, told: str = "") -> Finding:
    return Finding(reason, what.sort, what.about, told)


def _makes_something_new(words: Sequence[str]) -> bool:
    """`draw a cat`, and not `paint the windows`."""
    at = verb_at(words)
    return at is not None and verb_in(words) in MAKING and bool(_ARTICLES_OF_NEW.intersection(words[at + 1 : at + 2]))


def _lacks_its_tool(words: Sequence[str], now: Situation) -> bool:
    """Whether it is done with a thing that is not here: "with a knife", or "with fat" where fat is a thing of the story."""
    at = next((at for at, word in enumerate(words) if word == _WITH), len(words))
    heard = spoken_of(" ".join(words[at:]), now)
    if words[at + 1 : at + 2] in (("my",), ["my"]):
        return not heard.mentions and not ABOUT_ONESELF.intersection(map(singular, words[at + 2 : at + 4]))
    if _ARTICLES.intersection(words[at + 1 : at + 2]):
        return heard.missed
    return not heard.mentions and bool(_tools_elsewhere(now).intersection(map(singular, words[at + 1 :])))


def _lacks_its_own(words: Sequence[str], now: Situation) -> bool:
    """`tie my handkerchief to the staple`: what the story has not given anybody."""
    at = verb_at(words)
    if at is None or words[at + 1 : at + 2] not in (("my",), ["my"]):
        return False
    owned = next((word for word in words[at + 2 : at + 4] if is_thing(word)), "")
    known = ABOUT_ONESELF | TURNS_OF_PHRASE | _OF_NO_SUBSTANCE
    return bool(owned) and singular(owned) not in known and not spoken_of(f"the {owned}", now).mentions


def _tools_elsewhere(now: Situation) -> frozenset[str]:
    """The last words of the names of all items that the story has and this scene has not."""
    here = (*now.inventory, *places.items_here(now))
    return _heads(lexicon(now.scenario).items, now) - _heads(here, now)


def _heads(items: Iterable[str], now: Situation) -> frozenset[str]:
    names = (words_in(texts.item_name(now.scenario, item)) for item in items)
    return frozenset(singular(name[-1]) for name in names if name)


def _made_upon(words: Sequence[str], now: Situation) -> Mention | None:
    at = next((at for at, word in enumerate(words) if word in _UPON), None)
    return None if at is None else spoken_of(" ".join(words[at:]), now).first


def _made_with(words: Sequence[str], now: Situation) -> Mention | None:
    """The tool, where it is all that is here of it: the pencil, of "write a poem with the pencil"."""
    at = next((at for at, word in enumerate(words) if word == _WITH), None)
    return None if at is None else spoken_of(" ".join(words[at:]), now).first


def _locked_with(what: Mention, now: Situation) -> str:
    """What an option that is shown, and has to do with this, lacks as things stand."""
    closed = (standing(option, now).denial for option in options_with(what, now))
    ways = (way.locked_reason for way in places.exits(now) if what == Mention("place", way.target))
    return next((reason.strip() for reason in (*closed, *ways) if reason), "")


def _option_with(what: Mention, now: Situation) -> Finding | None:
    """An option that does something with it; one that only speaks of it is no answer to a deed."""
    fit = (option for option in options_with(what, now) if not wants_words(option))
    return next((found("option", what, option.text) for option in fit), None)


def options_with(what: Mention, now: Situation) -> Iterator[Option]:
    """The options that a player sees and that name a thing."""
    named_by = frozenset(content_words(words_in(what.about.replace("_", " "))))
    for offer in shown_offers(now):
        if named_by & content_words(words_in(offer.option.text)):
            yield offer.option


def is_addressed(what: Mention, words: Sequence[str], speech: frozenset[str]) -> bool:
    """Whether something is said to a thing: "talk to the stove", and not "jump on the table and call"."""
    head = singular(words_in(what.about.replace("_", " "))[-1])
    at = next((at for at, word in enumerate(words) if singular(word) == head), 0)
    before = words[max(0, at - 3) : at]
    return bool(({"to", "at", "with"} | speech) & set(before)) and not _TELLING_THAT.intersection(before)
