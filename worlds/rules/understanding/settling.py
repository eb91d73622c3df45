"""An option, a thing or a way: which of them a text means, where it may mean several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places
from worlds.rules.commands import Go
from worlds.rules.option_facts import facts_of
from worlds.rules.understanding.choosing import MOST, candidates, chosen, either
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

_ITS_VERB: Final = 0.7  # an option whose verb fits so well does what was typed


def settle(
    heard: Said, listed: Sequence[Listed[Meant]], options: Sequence[OptionWords], now: Situation, likeness: Likeness
) -> Understood | None:
    """`options` are the words of the listed ones, in their order."""
    way = _way(heard, listed, now)
    if way:
        return _of(way)
    found = candidates(heard, options, likeness)
    meant = either(heard, options, likeness) or _leaving(heard, options) or chosen(found)
    deed = deed_of(heard, now)
    if deed is not None and not any(
        _does_it(heard, deed, candidate) for candidate in found if candidate.place in meant
    ):
        return Handled(deed)
    answered = meant or _answered(heard, options)
    return _of([listed[place].what for place in answered])


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
