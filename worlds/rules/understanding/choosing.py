"""From how likely each option is meant to one of them, to a question back, or to none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.alike import Pairs
from worlds.rules.understanding.features import features, field_of
from worlds.rules.understanding.matching import STRANGE, match
from worlds.rules.understanding.other_deeds import is_about_something_else, is_done_to_other_things
from worlds.rules.understanding.vetoes import is_ruled_out
from worlds.rules.understanding.weights import WEIGHTS, WITHOUT_LIKENESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.matching import Match
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said

MOST: Final = 3  # options in one question
MEANT: Final = 0.52  # from here on an option is meant ...
MAY_BE_MEANT: Final = 0.4  # ... and from here on it may be
MARGIN: Final = 0.2  # so near are two that both may be
ALIKE_BY: Final = 0.15  # by so much less a word may fit, and fits as well


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option that is not ruled out, by its place among those shown; `likely` from 0 to 1."""

    place: int
    likely: float
    found: Match


def candidates(said: Said, options: Sequence[OptionWords], likeness: Likeness) -> list[Candidate]:
    """The likeliest first."""
    weights = WEIGHTS if likeness.options else WITHOUT_LIKENESS
    # Only here, and not where weights are learned: they learn most from lines with another thing.
    found = [
        Candidate(place, likely(values, weights), mine)
        for place, mine, values in _compared(said, options, likeness)
        if not is_about_something_else(said, options[place], mine)
    ]
    return sorted(found, key=lambda candidate: (-candidate.likely, candidate.place))


def done_to_other_things(said: Said, options: Sequence[OptionWords], likeness: Likeness) -> frozenset[int]:
    """The places of the options whose verb a text uses on something else."""
    pairs = Pairs(likeness)
    matches = ((place, option, match(said, option, pairs)) for place, option in enumerate(options))
    return frozenset(
        place for place, option, mine in matches if mine.verb >= STRANGE and is_done_to_other_things(said, option, mine)
    )


def features_of(said: Said, options: Sequence[OptionWords], likeness: Likeness) -> list[tuple[str, list[float]]]:
    """The features of each option that is not ruled out, by its id."""
    return [(options[place].id, values) for place, _, values in _compared(said, options, likeness)]


def _compared(
    said: Said, options: Sequence[OptionWords], likeness: Likeness
) -> Iterator[tuple[int, Match, list[float]]]:
    pairs = Pairs(likeness)
    matches = [match(said, option, pairs) for option in options]
    field = field_of(matches)
    for place, (option, mine) in enumerate(zip(options, matches, strict=True)):
        if not is_ruled_out(said, option, mine):
            yield place, mine, features(said, option, mine, field)


def likely(values: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    # Rounded, so that no machine's last digit decides.
    return round(1 / (1 + math.exp(-total)), 3)


def chosen(found: Sequence[Candidate]) -> tuple[int, ...]:
    """The places of the options that are meant: one, two or three to ask about, or none."""
    if not found or found[0].likely < MAY_BE_MEANT:
        return ()
    best = found[0]
    equal = [candidate for candidate in found if _fits_as_well(candidate, best)]
    near = [c for c in found if c.likely >= MAY_BE_MEANT and c.likely >= best.likely - MARGIN]
    rivals = {candidate.place: candidate for candidate in (*near, *equal)}
    if len(rivals) == 1:
        return (best.place,) if best.likely >= MEANT else ()
    if len(rivals) <= MOST:
        return tuple(sorted(rivals))
    return ()


def either(said: Said, options: Sequence[OptionWords], likeness: Likeness) -> tuple[int, ...]:
    """The places of the two or three options between which a text leaves the choice: `the sword or the lamp`."""
    parts = said.alternatives
    if not 2 <= len(parts) <= MOST:
        return ()
    best = [found[0] for found in (candidates(part, options, likeness) for part in parts) if found]
    places = {candidate.place for candidate in best if candidate.likely >= MAY_BE_MEANT}
    return tuple(sorted(places)) if len(places) == len(parts) else ()


def _fits_as_well(one: Candidate, best: Candidate) -> bool:
    """Whether every typed word fits an option as well as the likeliest, and neither is far likelier or said from end to end."""
    if one is best:
        return True
    if one.likely * 2 < best.likely:
        return False
    if max(best.found.covered, one.found.covered) > 0.8 or not best.found.fit:
        return False
    return all(mine >= theirs - ALIKE_BY for mine, theirs in zip(one.found.fit, best.found.fit, strict=True))
