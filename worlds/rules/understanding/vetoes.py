"""What never means an option, however alike the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.intents import VERBS_OF_INTENT
from worlds.rules.understanding.alike import is_slip
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import CONTRARY_VERBS, CONTRARY_WAYS, HARM, LOOKING, is_verb
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.matching import NAMED, STRANGE, directions, talks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.wording import Term, Wording


_IN_OTHER_WORDS: Final = 0.3
_EVERY: Final = frozenset({"every", "each"})
_THE_SAME: Final = 0.5
_AS_GOOD_AS_SAID: Final = 0.75
_AFTER_QUALITIES: Final = word_set("for of about to")  # `ready for` is no deed
_SEEING: Final = LOOKING | word_set(
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
    return bool(_EVERY.intersection(typed.words)) and not _EVERY.intersection(written.words)


def _is_unsaid(said: Said, option: OptionWords, found: Match) -> bool:
    """No word of it was said, nor the whole of it in other words."""
    named = said.head is not None and any(said.head.stem == term.stem for term in option.named)
    told_apart = named or (said.leaves and option.leaves) or (not said.wording.objects and talks(said.wording, option))
    return found.covered == 0.0 and found.whole < _IN_OTHER_WORDS and not told_apart


def is_another_deed(said: Said, option: OptionWords, found: Match) -> bool:
    """A verb is known, and nothing that the option does is like it: that it names the same people and things is not enough."""
    head = said.head
    return (
        head is not None
        and _is_surely_a_verb(head, said.wording.words, found)
        and head.stem not in small.GENERIC
        and not (head.stem in LOOKING and any(verb.stem in _SEEING for verb in option.text.verbs))
        and max(found.verb, found.any_verb) < STRANGE
        and found.whole < _AS_GOOD_AS_SAID
    )


def _is_surely_a_verb(head: Term, words: Sequence[str], found: Match) -> bool:
    """One that we know; of others we only know what they are not like, and that with vectors alone."""
    if is_verb(head.stem) or head.word in VERBS_OF_INTENT:
        return True
    after = words[head.at + 1 : head.at + 2]
    return found.whole != 0.0 and not _AFTER_QUALITIES.intersection(after) and not is_slip(head.word)


def is_done_to_other_things(said: Said, option: OptionWords, found: Match) -> bool:
    """None of the things near the typed verb is the option's, and the whole is not the same in other words.

    Where an option says more than whom it is done to, the person alone is not what it is about.
    """
    if said.leaves and option.leaves:
        return False
    typed = said.wording
    asked = typed.head_stems & small.SAYING_OR_ASKING
    places = range(len(typed.objects)) if asked else found.core  # `for a kiss` is what somebody is asked
    near = [(typed.objects[at], found.either[at]) for at in places]
    if _says_more_than_to_whom(option):
        near = [(term, fits) for term, fits in near if term.stem not in option.people]
        near += _what_is_said(said, found)
    if not near or max(fits for _, fits in near) >= STRANGE:
        return False
    if any(term.stem in option.scene for term, _ in near):
        return True
    return not found.told and found.whole < _THE_SAME


def _says_more_than_to_whom(option: OptionWords) -> bool:
    return not option.free and any(term.stem not in option.people for term in option.text.terms[1:])


def _what_is_said(said: Said, found: Match) -> list[tuple[Term, float]]:
    """What somebody is asked or told to do: `dance` of "ask her to dance"."""
    if not said.wording.head_stems & small.SAYING_OR_ASKING:
        return []
    verbs = said.wording.verbs
    return [(verb, found.terms[at]) for at, verb in enumerate(verbs) if at]


def _only_looks(typed: Wording, written: Wording) -> bool:
    """Looking at a thing is not doing something with it."""
    return bool(typed.head_stems & LOOKING) and not any(term.stem in _SEEING for term in written.verbs)


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
