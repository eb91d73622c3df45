"""Whether an improvisation can work, as the rules see it without a narrator's help, and what may be told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places
from worlds.rules.details import look_of, presence_of, sentence_about
from worlds.rules.doing import done, options_with, without_effect
from worlds.rules.harmless_deeds import FOR, found
from worlds.rules.intents import deed_in, takes_a_look, uses_one_of, verb_in
from worlds.rules.lexicon import lexicon, named, singulars, words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.offering import node_of, standing
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import described_by, is_somebody, looks, people_present, told_here
from worlds.rules.speaking import said_to
from worlds.rules.texts import place_name
from worlds.rules.understanding.english.harmless import SENSES_SAID
from worlds.rules.understanding.english.small_words import DIRECTIONS
from worlds.rules.understanding.foreseen import answer_to, is_blocked, is_permitted, matches_any
from worlds.rules.understanding.permitted import suits, wants_words
from worlds.rules.understanding.violence import aim_of_pouring
from worlds.rules.upright import upright_way, ways_told
from worlds.rules.verb_kinds import (
    ASKING,
    EXPLORE,
    LIMBO,
    QUESTIONS,
    ROUGH,
    SPEAKING,
    SPEECH,
    TASTING,
    THEFT,
    VIOLENCE,
    WONDERS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.lexicon import Words
    from worlds.rules.mentions import Spoken
    from worlds.rules.rulings import Intention, Verdict
    from worlds.rules.scenario import Improvisation, Option
    from worlds.rules.scene_names import Mention
    from worlds.rules.situation import Situation

_SHORT: Final = 3  # words of a look that names nothing
_DIRECTIONS: Final = frozenset({*DIRECTIONS, *DIRECTIONS.values(), "go", "head", "walk"})
_THEIRS: Final = frozenset({"he", "she", "him", "her", "his", "hers", "its"})


def by_patterns(improvisation: Improvisation, text: str) -> Verdict:
    """An author's own judgement; what is permitted wins over what is blocked."""
    if matches_any(improvisation.permits, text):
        return "discovery"
    return "constraint" if matches_any(improvisation.blocks, text) else "limbo"


def by_scene(text: str, words: Sequence[str], intention: Intention, now: Situation) -> Finding:
    """What a free text comes to here, and why; the first rule that applies decides."""
    asking, spoken = list(asking_options(now)), spoken_of(text, now)
    for option in asking:
        if is_permitted(option, text, now):
            return _seen_instead(intention, spoken, option, now) or Finding("granted", told=option.text)
    if any(is_blocked(option, text, now) for option in asking):
        return Finding("refused")
    if words[:1] and words[0] in ASKING and intention != "interact":
        return _asked(words, spoken, now)
    if intention == "limbo":
        return _undecided(words, spoken, now)
    return _beyond_reach(words, spoken, now) or _in_reach(intention, words, spoken, now)


def shown_questions(now: Situation) -> Iterator[Improvisation]:
    """What the improvise options that a player can pick here ask for."""
    yield from (option.improvisation for option in asking_options(now) if option.improvisation is not None)


def asking_options(now: Situation) -> Iterator[Option]:
    """The improvise options that a player can pick here."""
    for option in node_of(now).options:
        if option.improvisation is not None and standing(option, now).open:
            yield option


def is_foreseen_harm(text: str, now: Situation) -> bool:
    """Whether an author wrote for such a deed here, be it a yes or a no; a line that wants words foresees none.

    Of what is poured over somebody, an author wrote who wrote of them, and not of the tea alone.
    """
    text = aim_of_pouring(text, now) or text
    return any(
        is_permitted(option, text, now) or is_blocked(option, text, now) or answer_to(option, text, now) is not None
        for option in asking_options(now)
        if not wants_words(option) or suits(text, option)
    )


def authors_answer(text: str, now: Situation) -> str | None:
    """What an author wrote as an answer to such a text here, whichever option it was written for."""
    answers = (answer_to(option, text, now) for option in asking_options(now))
    return next((answer for answer in answers if answer is not None), None)


def _seen_instead(intention: Intention, spoken: Spoken, option: Option, now: Situation) -> Finding | None:
    """A look at a thing is no answer to an option that wants something said, though a word of it fits."""
    is_look = intention == "explore" and spoken.first is not None and not spoken.opens_with_its_name
    if not is_look or spoken.first is None or not SPEAKING & set(words_in(option.text)):
        return None
    told = look_of(spoken.first, now)
    return found("detail", spoken.first, told) if told else None


def _undecided(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    if uses_one_of(words, LIMBO):
        return Finding("wait")
    if words[:1] and words[0] in QUESTIONS:
        return _asked(words, spoken, now)
    if words and set(words) <= _DIRECTIONS:
        return Finding("stays", told=upright_way(words, now) or ways_told(now))
    return Finding("unclear") if spoken.first is None else without_effect(spoken.first, words, now)


def _asked(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    """What is asked of a thing is answered by what its author tells; who is asked after may be somewhere else."""
    what = next(iter(spoken.mentions), None) or _whom_it_is_about(words, now)
    told = "" if what is None else _told_of(what, now)
    if what is not None and not told:
        what = described_by(what, now)
        told = "" if what is None else look_of(what, now)
    if what is not None and told:
        return found("asked", what, told)
    whereabouts = now.state.world.npc_locations
    away = (npc for npc in named(singulars(words), lexicon(now.scenario).npcs) if whereabouts.get(npc) != now.here)
    return next((Finding("away", "person", npc) for npc in away), Finding("unanswered"))


def _told_of(what: Mention, now: Situation) -> str:
    return look_of(what, now) or sentence_about(what, now) or presence_of(what, now)


def _whom_it_is_about(words: Sequence[str], now: Situation) -> Mention | None:
    """The only one present, of a question about him or her, or about what is theirs."""
    present = people_present(now)
    return present[0] if len(present) == 1 and _THEIRS.intersection(words) else None


def _beyond_reach(words: Sequence[str], spoken: Spoken, now: Situation) -> Finding | None:
    """What no story grants for the asking, and who and what is not here."""
    typed = singulars(words)
    person = spoken.person or next(iter(named(typed, lexicon(now.scenario).npcs)), "")
    whom = person or spoken.first is None  # a flame that is killed goes out, or stays
    is_said = verb_in(words) in SPEECH  # whoever is asked whether they are hurt is not hurt by it
    if (whom and uses_one_of(words, VIOLENCE)) or (
        person and uses_one_of(words, ROUGH) and FOR not in words and not is_said
    ):
        return Finding("violence", "person" if person else "", person)
    if uses_one_of(words, THEFT):
        return Finding("theft")
    if uses_one_of(words, WONDERS):
        return Finding("wonder")
    if spoken.person and verb_in(words) in SPEECH:  # whoever is here may be asked about who and what is not
        return None
    return _somebody_elsewhere(typed, now) or _something_elsewhere(typed, now)


def _in_reach(intention: Intention, words: Sequence[str], spoken: Spoken, now: Situation) -> Finding:
    if intention == "interact":
        return said_to(words, spoken, now)
    if spoken.first is not None and deed_in(words) == "touch" and is_somebody(spoken.first, now):
        return done(words, spoken, now)
    spoken = _looked_at_last(words, spoken, now) if intention == "explore" else spoken
    if (intention == "explore" and verb_in(words) not in TASTING) or takes_a_look(words):
        return _looked_round(words, spoken) if spoken.first is None else _looked_at(spoken.first, now)
    return done(words, spoken, now)


def _looked_at_last(words: Sequence[str], spoken: Spoken, now: Situation) -> Spoken:
    """Of "lie down on the grass and look at the sky" the sky is looked at."""
    at = next((at for at, word in enumerate(words) if at and word in EXPLORE and words[at - 1] == "and"), None)
    looked = spoken if at is None else spoken_of(" ".join(words[at:]), now)
    return looked if looked.first is not None else spoken


def _looked_round(words: Sequence[str], spoken: Spoken) -> Finding:
    """A look at what is not here, or in a direction: "look down", "listen"."""
    if spoken.missed:
        return Finding("absent")
    return Finding("glance" if len(words) <= _SHORT or deed_in(words) in SENSES_SAID else "unclear")


def _looked_at(what: Mention, now: Situation) -> Finding:
    told = _told_of(what, now) or _use_of(what, now)
    return found("detail" if told else "plain", what, told)


def _use_of(what: Mention, now: Situation) -> str:
    return next((f"What you can do here: “{option.text}”." for option in options_with(what, now)), "")


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
