"""What never means an option, however alike the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english.tables import (
    CONTRARY_VERBS,
    CONTRARY_WAYS,
    HARM,
    LOOKING,
)
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.matching import NAMED, directions, talks

if TYPE_CHECKING:
    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.terms import Wording


_IN_OTHER_WORDS: Final = 0.3
_EVERY: Final = frozenset({"every", "each"})
SEEING: Final = LOOKING | word_set(
    "approach see read watch studi check listen search look_for find out look_into investig explor count measur look_around work_out visit look_in hear survey"
)


def is_ruled_out(said: Said, option: OptionWords, found: Match) -> bool:
    """A contrary, a harmful verb, a negation, or a question about it: none of them is the option."""
    typed, written = said.wording, option.text
    return (
        _turned_down(typed, option, found)
        or (written.negated and not typed.negated and not said.answer and _is_contrary_of_negated(typed, written))
        or (said.question and not option.asks)
        or (said.only_answer and said.answer != option.answers)
        or _only_looks(typed, written)
        or _means_every_one(typed, written)
        or _is_unsaid(said, option, found)
        or _contrary_verb(typed, written)
        or _contrary_way(typed, written)
        or _another_direction(typed, written)
        or _harms(typed, written, found)
    )


def _turned_down(typed: Wording, option: OptionWords, found: Match) -> bool:
    """A text that turns a thing down means no line but one that turns down, too, and never the verb that it turns down."""
    if not typed.negated:
        return False
    wanted = {verb.stem for verb in option.text.verbs} - {verb.stem for verb in option.text.turned_down}
    if any(verb.stem in wanted for verb in typed.turned_down):
        return True
    return not option.text.negated and (not option.declines or found.verb >= NAMED)


def _is_contrary_of_negated(typed: Wording, written: Wording) -> bool:
    """`look back` against `don't look back`: the verb that the option turns down."""
    return bool(typed.verbs) and typed.verbs[0].stem in {verb.stem for verb in written.turned_down}


def _means_every_one(typed: Wording, written: Wording) -> bool:
    """`search every coat` is not the one coat that an option speaks of."""
    threes = zip(typed.words, typed.words[1:], typed.words[2:], strict=False)
    wants_all = any(first == "all" and second == "the" and third.endswith("s") for first, second, third in threes)
    return (wants_all or bool(_EVERY.intersection(typed.words))) and not (_EVERY | {"all"}).intersection(written.words)


def _is_unsaid(said: Said, option: OptionWords, found: Match) -> bool:
    """No word of it was said, nor the whole of it in other words."""
    named = said.head is not None and any(said.head.stem == term.stem for term in option.named)
    told_apart = named or (said.leaves and option.leaves) or (not said.wording.objects and talks(said.wording, option))
    return found.covered == 0.0 and found.whole < _IN_OTHER_WORDS and not told_apart


def _only_looks(typed: Wording, written: Wording) -> bool:
    """Looking at a thing is not doing something with it."""
    return bool(typed.head_stems & LOOKING) and not any(term.stem in SEEING for term in written.verbs)


def _contrary_verb(typed: Wording, written: Wording) -> bool:
    if not typed.verbs:
        return False
    stem = typed.verbs[0].stem
    others = {term.stem for term in written.verbs}
    contrary = CONTRARY_VERBS.get(stem, frozenset()) & written.head_stems
    # `climb` alone leaves open which way.
    return stem not in others and any(other.partition("_")[0] != stem for other in contrary)


def _contrary_way(typed: Wording, written: Wording) -> bool:
    return not typed.ways & written.ways and any(
        CONTRARY_WAYS.get(way, frozenset()) & written.ways for way in typed.ways
    )


def _another_direction(typed: Wording, written: Wording) -> bool:
    """`go up` is no way west."""
    wanted, led = directions(typed), directions(written)
    return bool(wanted and led) and not wanted & led


def _harms(typed: Wording, written: Wording, found: Match) -> bool:
    return (
        any(term.stem in HARM for term in typed.verbs)
        and found.verb < NAMED
        and not any(term.stem in HARM for term in written.verbs)
    )
