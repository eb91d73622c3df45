"""An option, a thing or a way: which of them a text means, where it may mean several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places
from worlds.rules.option_facts import facts_of
from worlds.rules.understanding.choosing import MOST, candidates, chosen, either
from worlds.rules.understanding.things import deed_of, place_named
from worlds.rules.understanding.understood import Handled, Meant, Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.situation import Situation
    from worlds.rules.understanding.choosing import Candidate
    from worlds.rules.understanding.exact import Listed
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.understood import Understood

_ITS_VERB: Final = 0.8  # an option whose verb fits so well does what was typed


def settle(
    heard: Said, listed: Sequence[Listed[Meant]], options: Sequence[OptionWords], now: Situation, likeness: Likeness
) -> Understood | None:
    """`options` are the words of the listed ones, in their order."""
    way = _way(heard, listed, now)
    if way:
        return _of(way)
    found = candidates(heard, options, likeness)
    meant = either(heard, options, likeness) or chosen(found)
    deed = deed_of(heard, now)
    if deed is not None and not any(_does_it(candidate, meant) for candidate in found):
        return Handled(deed)
    return _of([listed[place].what for place in meant])


def _of(meant: Sequence[Meant]) -> Meant | Unsure | None:
    if len(meant) > 1:
        return Unsure(tuple(one.option for one in meant))
    return meant[0] if meant else None


def _does_it(candidate: Candidate, meant: Sequence[int]) -> bool:
    return candidate.place in meant and candidate.found.verb >= _ITS_VERB


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
