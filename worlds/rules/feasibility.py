"""Whether an improvisation can work, as the rules see it without a narrator's help, and what may be told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules import places
from worlds.rules.details import look_of, looks, presence_of, sentence_about
from worlds.rules.intents import (
    ASKING,
    EVERYBODY,
    EXPLORE,
    LIMBO,
    OPENING,
    QUESTIONS,
    ROUGH,
    SPEAKING,
    SPEECH,
    TAKING,
    THEFT,
    VIOLENCE,
    WONDERS,
    uses_one_of,
)
from worlds.rules.lexicon import content_words, lexicon, named, singulars, words_in
from worlds.rules.mentions import Mention, shown_offers, spoken_of, told_here
from worlds.rules.offering import node_of, standing
from worlds.rules.patterns import forms
from worlds.rules.rulings import Finding
from worlds.rules.texts import npcs_at, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.lexicon import Words
    from worlds.rules.mentions import Spoken
    from worlds.rules.patterns import Pattern
    from worlds.rules.rulings import Intention, Reason, Verdict
    from worlds.rules.scenario import Improvisation, Option
    from worlds.rules.situation import Situation


def by_patterns(improvisation: Improvisation, text: str) -> Verdict:
    """An author's own judgement; what is permitted wins over what is blocked."""
    if matches_any(improvisation.permits, text):
        return "discovery"
    return "constraint" if matches_any(improvisation.blocks, text) else "limbo"


def by_scene(text: str, words: Sequence[str], intention: Intention, now: Situation) -> Finding:
    """What a free text comes to here, and why; the first rule that applies decides."""
    asking, spoken = list(_asking(now)), spoken_of(text, now)
    for option, question in asking:
        if matches_any(question.permits, text):
            return _seen_instead(intention, spoken, option, now) or Finding("granted", told=option.text)
    if any(matches_any(question.blocks, text) for _, question in asking):
        return Finding("refused")
    if words[:1] and words[0] in ASKING and intention != "interact":
        return _asked(words, spoken, now)
    if intention == "limbo":
        return _undecided(words, spoken, now)
    return _beyond_reach(words, spoken, now) or _in_reach(intention, words, spoken, now)


def shown_questions(now: Situation) -> Iterator[Improvisation]:
    """What the improvise options that a player can pick here ask for."""
    yield from (question for _, question in _asking(now))


def _asking(now: Situation) -> Iterator[tuple[Option, Improvisation]]:
    for option in node_of(now).options:
        if option.improvisation is not None and standing(option, now).open:
            yield option, option.improvisation


def matches_any(patterns: Sequence[Pattern], text: str) -> bool:
    heard = forms(text)
    return any(pattern.is_in(heard) for pattern in patterns)


def _seen_instead(intention: Intention, spoken: Spoken, option: Option, now: Situation) -> Finding | None:
    """A look at a thing is no answer to an option that wants something said, though a word of it fits."""
    is_look = intention == "explore" and spoken.first is not None and not spoken.opens_with_its_name
    if not is_look or spoken.first is None or not SPEAKING & set(words_in(option.text)):
        return None
    told = look_of(spoken.first, now)
    return _of("detail", spoken.first, told) if told else None


def _undecided(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    if uses_one_of(words, LIMBO):
        return Finding("wait")
    if words[:1] and words[0] in QUESTIONS:
        return _asked(words, spoken, now)
    return Finding("unclear") if spoken.first is None else _without_effect(spoken.first, words, now)


def _asked(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """What is asked of a thing is answered by what its author tells; who is asked after may be somewhere else."""
    what = spoken.first
    told = "" if what is None else sentence_about(what, now) or look_of(what, now) or presence_of(what, now)
    if what is not None and told:
        return _of("asked", what, told)
    whereabouts = now.state.world.npc_locations
    away = (npc for npc in named(singulars(words), lexicon(now.scenario).npcs) if whereabouts.get(npc) != now.here)
    return next((Finding("away", "person", npc) for npc in away), Finding("unanswered"))


def _beyond_reach(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding | None:
    """What no story grants for the asking, and who and what is not here."""
    typed = singulars(words)
    person = spoken.person or next(iter(named(typed, lexicon(now.scenario).npcs)), "")
    if uses_one_of(words, VIOLENCE) or (person and uses_one_of(words, ROUGH)):
        return Finding("violence", "person" if person else "", person)
    if uses_one_of(words, THEFT):
        return Finding("theft")
    if uses_one_of(words, WONDERS):
        return Finding("wonder")
    return _somebody_elsewhere(typed, now) or _something_elsewhere(typed, now)


def _in_reach(intention: Intention, words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    if intention == "interact":
        return _said_to(words, spoken, now)
    if spoken.first is None:
        return Finding("absent" if spoken.missed else "unclear" if intention == "explore" else "idle")
    if intention == "explore" or uses_one_of(words, EXPLORE):
        return _looked_at(spoken.first, now)
    return _done_to(spoken.first, words, now)


def _said_to(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """People answer only with what an author wrote for them; where there is nothing, the finding says so."""
    here = npcs_at(now, now.here)
    alone_with = here[0] if len(here) == 1 and not spoken.mentions and not EVERYBODY & set(words) else None
    person = spoken.person or alone_with
    if person is not None:
        return Finding("person", "person", person)
    if spoken.first is not None and uses_one_of(words, SPEECH):
        return _of("mute", spoken.first, look_of(spoken.first, now))
    if spoken.first is not None:
        return _without_effect(spoken.first, words, now)
    return Finding("person" if here else "nobody")


def _looked_at(what: Mention, now: Situation) -> Finding:
    told = look_of(what, now) or sentence_about(what, now) or presence_of(what, now) or _use_of(what, now)
    return _of("detail" if told else "plain", what, told)


def _use_of(what: Mention, now: Situation) -> str:
    return next((f"What you can do here: “{option.text}”." for option in _options_with(what, now)), "")


def _done_to(what: Mention, words: Sequence[str], now: Situation) -> Finding:
    lacking = _locked_with(what, now) if uses_one_of(words, OPENING) else ""
    return _of("locked", what, lacking) if lacking else _without_effect(what, words, now)


def _without_effect(what: Mention, words: Sequence[str], now: Situation) -> Finding:
    told = look_of(what, now)
    if what.sort == "person":
        return _of("person", what, told)
    if told:
        return _of("handled", what, told)
    if uses_one_of(words, TAKING):
        return _of("taken", what)
    return _option_with(what, now) or _of("unmoved", what)


def _locked_with(what: Mention, now: Situation) -> str:
    """What an option that is shown, and has to do with this, lacks as things stand."""
    closed = (standing(option, now).denial for option in _options_with(what, now))
    ways = (way.locked_reason for way in places.exits(now) if what == Mention("place", way.target))
    return next((reason.strip() for reason in (*closed, *ways) if reason), "")


def _option_with(what: Mention, now: Situation) -> Finding | None:
    return next((_of("option", what, option.text) for option in _options_with(what, now)), None)


def _options_with(what: Mention, now: Situation) -> Iterator[Option]:
    named_by = frozenset(content_words(words_in(what.about.replace("_", " "))))
    for offer in shown_offers(now):
        if named_by & content_words(words_in(offer.option.text)):
            yield offer.option


def _of(reason: Reason, what: Mention, told: str = "") -> Finding:
    return Finding(reason, what.sort, what.about, told)


def _somebody_elsewhere(typed: Words, now: Situation) -> Finding | None:
    """Where they are, only those are told to whom the world tells it: alone nobody is."""
    whereabouts = now.state.world.npc_locations
    known = lexicon(now.scenario).npcs
    told = singulars(words_in(told_here(now))) | singulars(word for noun, _ in looks(now) for word in words_in(noun))
    for npc in named(typed, known):
        place = whereabouts.get(npc, now.here)
        if place != now.here and not known[npc] <= told:
            return Finding("elsewhere", "person", npc, "" if now.company is None else place_name(now, place))
    return None


def _something_elsewhere(typed: Words, now: Situation) -> Finding | None:
    known = lexicon(now.scenario).items
    told = singulars(words_in(told_here(now)))
    for item in named(typed, known):
        if not now.carries(item) and item not in places.items_here(now) and not known[item] <= told:
            return Finding("missing", "item", item)
    return None
