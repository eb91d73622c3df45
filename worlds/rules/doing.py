"""What a deed in one's own words comes to: a thing stays as it is, somebody lets it pass, a way is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places
from worlds.rules.details import is_told_gone, look_of, sentence_about
from worlds.rules.harmless_deeds import (
    ALONG,
    FOR,
    done_as_meant,
    fastened,
    found,
    is_too_high,
    needs_nothing,
    takes_a_place,
    with_somebody,
)
from worlds.rules.intents import deed_at, deed_in, is_done_to_oneself, uses_one_of, verb_at, verb_in
from worlds.rules.laid_off import laid_off
from worlds.rules.lexicon import content_words, singular, words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.offering import standing
from worlds.rules.pronouns import SOMEBODY
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import Mention, described_by, is_denied, is_somebody, people_present, shown_offers
from worlds.rules.tools_lacking import WITH, lacks_its_own, lacks_its_tool
from worlds.rules.understanding.english.harmless import GESTURES_SAID, HANDLINGS_SAID, STROLLS_SAID
from worlds.rules.understanding.permitted import wants_words
from worlds.rules.upright import upright_way, ways_told
from worlds.rules.verb_kinds import (
    CHANGING,
    DRINKING,
    EATING,
    GESTURES,
    GIVING,
    MAKING,
    MOVING,
    OPENING,
    TAKING,
    THROWING,
    WEARING,
    WRECKING,
    WRITING,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.mentions import Spoken
    from worlds.rules.rulings import Reason
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

# After them stands what something is made on: "draw a cat in the steam".
_UPON: Final = frozenset(words_in("in on onto into over across beside under above below behind near to by"))
_TELLING_THAT: Final = frozenset(words_in("that it i we you he she they is are if whether"))
# What is done to a thing, and why it is not.
_KEPT: Final[tuple[tuple[frozenset[str], Reason], ...]] = (
    (frozenset({"hide"}), "left"),
    (EATING, "uneaten"),
    (DRINKING, "undrunk"),
    (WRECKING, "spared"),
    (WRITING, "unmarked"),
    (WEARING, "tried_on"),
    (GIVING, "ungiven"),
    (THROWING, "unthrown"),
    (CHANGING, "handled"),
    (TAKING, "left"),
)
_ARTICLES_OF_NEW: Final = frozenset({"a", "an", "my", "some"})


def done(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """What comes of a deed that no author wrote for."""
    makes = _makes_something_new(words, now)
    what = (_made_upon(words, now) or _made_with(words, now)) if makes else spoken.first
    lacking = _locked_with(what, now) if what is not None and uses_one_of(words, OPENING) else ""
    if what is not None and lacking:
        return found("locked", what, lacking)
    if (off := laid_off(words, now)) is not None:
        return off
    if not needs_nothing(words) and (
        lacks_its_tool(words, now) or (spoken.person is None and lacks_its_own(words, now))
    ):
        return Finding("toolless")
    if what is None and spoken.missed and not makes and (aside := _beside(words, spoken, now)) is not None:
        return aside
    if what is None:
        return _done_to_nothing(words, spoken, now, makes=makes)
    if verb_in(words) in WRITING and _is_a_tool(what, words):
        return Finding("unmarked")
    if spoken.person and FOR in words and not is_somebody(what, now) and not needs_nothing(words):
        return found("helped", Mention("person", spoken.person), look_of(Mention("person", spoken.person), now))
    return fastened(words, spoken, now) or without_effect(what, words, now)


def _beside(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding | None:
    """What "play a chord on the piano" comes to: a chord is no thing that is missing, and the piano is here."""
    at = deed_at(words)
    plays = (
        at is not None
        and words[at + 1 : at + 2] in (("a",), ["a"], ("an",), ["an"])
        and deed_in(words) not in THROWING | GIVING
    )
    what = next(iter(spoken.mentions), None)
    told = "" if what is None or not plays or not _UPON.intersection(words) else look_of(what, now)
    return found("let_be", what, told) if what is not None and told and not is_somebody(what, now) else None


def _is_a_tool(what: Mention, words: Sequence[str]) -> bool:
    """Whether a thing is only what something is done with: the chalk, of "draw on the wall with the chalk"."""
    head = singular(words_in(what.about)[-1])
    return WITH in words and head in map(singular, words[words.index(WITH) :])


def _done_to_nothing(words: Sequence[str], spoken: Spoken, now: Situation, *, makes: bool) -> Finding:
    verb, deed = verb_in(words), deed_in(words)
    if takes_a_place(words):
        return Finding("rested")
    if deed in GESTURES_SAID or verb in GESTURES or is_done_to_oneself(words):
        return gesture(now)
    if makes:
        return Finding("unmarked") if verb in WRITING else gesture(now)
    if spoken.missed:
        return (
            found("helped", Mention("person", spoken.person)) if spoken.person and FOR in words else Finding("absent")
        )
    if deed in HANDLINGS_SAID and HANDLINGS_SAID[deed].alone:
        return gesture(now)
    return Finding("stays", told=upright_way(words, now) or ways_told(now)) if verb in MOVING else Finding("idle")


def gesture(now: Situation) -> Finding:
    """Something that one does with oneself; whoever is here has seen it."""
    present = people_present(now)
    return found("gesture", present[0]) if present else Finding("gesture")


def without_effect(what: Mention, words: Sequence[str], now: Situation) -> Finding:
    """Why a thing or a person is the same afterwards."""
    told, deed = look_of(what, now), deed_in(words)
    if is_somebody(what, now):
        return found(with_somebody(what, words, now), what, told)
    if told and is_denied(told):
        return found("denied", what, told)
    kept = _as_it_is(what, told, words, now) or done_as_meant(what, told, words, now)
    if kept is not None or told:
        return kept or found(_untouched(deed, words), what, told)
    whole = described_by(what, now)
    return _of_no_use(what, deed, words, now) if whole is None else without_effect(whole, words, now)


def _as_it_is(what: Mention, told: str, words: Sequence[str], now: Situation) -> Finding | None:
    """Why nobody gets anywhere with it, or throws it; None where something else comes of it."""
    deed = deed_in(words)
    if is_too_high(what, words):
        return found("stays", what, told)
    if deed in MOVING and not (deed in STROLLS_SAID and ALONG.intersection(words)):
        return _option_with(what, now) or found("stays", what, told)
    throws = deed in THROWING and _untouched(deed, words) == "unthrown"
    return found("unthrown", what, told) if throws else None


def _untouched(deed: str, words: Sequence[str]) -> Reason:
    """Why a thing that there is something to tell of is as it was."""
    at = deed_at(words) or 0
    if deed in THROWING and _UPON.intersection(words[at + 1 : at + 2]) | {"from"}.intersection(words[at + 1 : at + 2]):
        return "let_be"  # `swing from the rafters` throws nothing
    if deed in GIVING and SOMEBODY.intersection(words):
        return "left"  # to whom, there is no telling
    return next((reason for verbs, reason in _KEPT if deed in verbs), "let_be")


def _of_no_use(what: Mention, verb: str, words: Sequence[str], now: Situation) -> Finding:
    """Why a thing that nobody wrote of is as it was."""
    if is_told_gone(what, now):
        return found("denied", what, sentence_about(what, now))
    if uses_one_of(words, TAKING):
        return found("taken", what)
    kept = _untouched(verb, words)
    return _option_with(what, now) or found("unmoved" if kept in {"let_be", "handled", "left"} else kept, what)


def _makes_something_new(words: Sequence[str], now: Situation) -> bool:
    """`draw a cat`, and not `paint the windows`."""
    at = verb_at(words)
    if verb_in(words) == "paint" and spoken_of(" ".join(words), now).first is not None:
        return False
    return at is not None and verb_in(words) in MAKING and bool(_ARTICLES_OF_NEW.intersection(words[at + 1 : at + 2]))


def _made_upon(words: Sequence[str], now: Situation) -> Mention | None:
    at = next((at for at, word in enumerate(words) if word in _UPON), None)
    return None if at is None else spoken_of(" ".join(words[at:]), now).first


def _made_with(words: Sequence[str], now: Situation) -> Mention | None:
    """The tool, where it is all that is here of it: the pencil, of "write a poem with the pencil"."""
    at = next((at for at, word in enumerate(words) if word == WITH), None)
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
