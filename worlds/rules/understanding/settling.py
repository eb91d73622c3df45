"""An option, a thing or a way: which of them a text means, where it may mean several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places
from worlds.rules.commands import Go
from worlds.rules.option_facts import facts_of
from worlds.rules.understanding.choosing import MOST, candidates, chosen, either
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import stems
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.things import deed_of, place_named
from worlds.rules.understanding.understood import Handled, Meant, Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.commands import Deed
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.choosing import Candidate
    from worlds.rules.understanding.exact import Listed
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.understood import Understood

_SOMETHING: Final = word_set("something anything")
_ANY: Final = _SOMETHING | word_set("a an any one some either")
_WAYS: Final = stems("way exit door direction road route")
_WANTING: Final = (
    small.LEADING | small.LEAVING | small.TAKING | small.GENERIC | stems("pick choose follow find go_down go_up turn")
)
_ITS_THING: Final = 0.6  # so well a thing fits that a line names, or means by `it`
_ITS_VERB: Final = 0.7  # an option whose verb fits so well does what was typed


def settle(
    heard: Said, listed: Sequence[Listed[Meant]], options: Sequence[OptionWords], now: Situation, likeness: Likeness
) -> Understood | None:
    """`options` are the words of the listed ones, in their order."""
    way = _way(heard, listed, now)
    if way:
        return _of(way)
    found = candidates(heard, options, likeness)
    open_ended = _leaving(heard, options) or _one_of_several(heard, options)
    meant = either(heard, options, likeness) or open_ended or _with_a_thing(heard, found) or chosen(found)
    deed = deed_of(heard, now)
    if deed is not None and not any(
        _does_it(heard, deed, candidate) for candidate in found if candidate.place in meant
    ):
        return Handled(deed)
    answered = meant or _answered(heard, options)
    return _of([listed[place].what for place in answered])


def _one_of_several(heard: Said, options: Sequence[OptionWords]) -> tuple[int, ...]:
    """The ways or the takings among the options, where a text wants any of them: "pick a passage", "take something"."""
    typed = heard.wording
    if heard.question or typed.negated or not _ANY.intersection(typed.words) or not typed.head_stems <= _WANTING:
        return ()
    if any(term.stem in small.ROADS | _WAYS and _is_any(typed.words[: term.at]) for term in typed.objects):
        found = [place for place, option in enumerate(options) if option.leaves]
    elif _SOMETHING.intersection(typed.words) and typed.head_stems & small.TAKING:
        found = [place for place, option in enumerate(options) if option.text.head_stems & small.TAKING]
    else:
        return ()
    return tuple(found) if 1 < len(found) <= MOST else ()


def _is_any(before: Sequence[str]) -> bool:
    """Whether a noun behind these words is any of its kind: "a path", "one of the paths"."""
    rest = before[:-1] if before[-1:] in {("the",), ("these",), ("those",)} else before
    rest = rest[:-1] if rest[-1:] == ("of",) else before
    return bool(_ANY.intersection(rest[-1:]))


def _with_a_thing(heard: Said, found: Sequence[Candidate]) -> tuple[int, ...]:
    """The two or three options that do something with a thing, where a text names it and says nothing else."""
    if heard.wording.verbs or not heard.wording.objects or heard.question:
        return ()
    named = sorted(candidate.place for candidate in found if min(candidate.found.objects) >= _ITS_THING)
    return tuple(named) if 1 < len(named) <= MOST else ()


def _of(meant: Sequence[Meant]) -> Meant | Unsure | None:
    if len(meant) > 1:
        return Unsure(tuple(one.option for one in meant))
    return meant[0] if meant else None


def _does_it(heard: Said, deed: Deed, candidate: Candidate) -> bool:
    """Whether an option that fits does what was typed, and not something else with the same thing."""
    found = candidate.found
    named = all(value >= _ITS_VERB for value in found.objects)
    if isinstance(deed, Go) or heard.head is None:
        return named
    return found.verb >= _ITS_VERB


def _leaving(heard: Said, options: Sequence[OptionWords]) -> tuple[int, ...]:
    """The ways out among the options, for who wants to leave and does not say how."""
    said_so = any(option.text.head_stems & heard.wording.head_stems for option in options)
    if not heard.leaves or said_so or heard.question or heard.wording.negated:
        return ()
    out = [place for place, option in enumerate(options) if option.leaves]
    away = [place for place, option in enumerate(options) if option.moves]
    return next((tuple(found) for found in (out, away) if len(found) <= MOST), ())


def _answered(heard: Said, options: Sequence[OptionWords]) -> tuple[int, ...]:
    """The options that a yes or a no is an answer to."""
    if not heard.answer or heard.question:
        return ()
    same = [place for place, option in enumerate(options) if option.answers == heard.answer]
    return tuple(same) if len(same) == 1 else ()


def _way(heard: Said, listed: Sequence[Listed[Meant]], now: Situation) -> list[Meant]:
    """The options that lead to the place a player sets out for; none where none does, or too many do."""
    leading = [(one.what, _targets(one.what, now)) for one in listed]
    reached = {target for _, targets in leading for target in targets}
    known = [*reached, *(way.target for way in places.exits(now))]
    target = place_named(heard, now, sorted(known))
    found = [meant for meant, targets in leading if target in targets]
    return found if len(found) <= MOST else []


def _targets(meant: Meant, now: Situation) -> tuple[str, ...]:
    return tuple(now.place(place) for place in facts_of(now.scenario, meant.option).moves_to)
