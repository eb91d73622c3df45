"""Learning the weights of reading from labelled lines. Stores nothing: the command that asks writes them down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from worlds.likeness.comparing import compare
from worlds.likeness.fitting import Example, fitted
from worlds.rules.understanding.entry import weighed
from worlds.rules.understanding.likeness import NOTHING_LIKE, Likeness
from worlds.services.stories.labelled_lines import Moment

# Of how many lines in a hundred a player means each; so much the lines of a kind count together, however many there are.
_SHARES = {"option": 0.55, "improvise": 0.31, "ask": 0.09, "item": 0.04, "go": 0.02}


def learned_weights(found: Sequence[Moment], *, by_words_alone: bool) -> list[float]:
    """The weights for these lines, with likeness or by words alone."""
    kinds = Counter(moment.line.expect for moment in found)
    total = len(found)
    examples: list[Example] = []
    for moment in found:
        kind = moment.line.expect
        if kind in _SHARES:
            likeness = NOTHING_LIKE if by_words_alone else _likeness(moment)
            examples.extend(_examples(moment, likeness, _SHARES[kind] * total / kinds[kind]))
    return fitted(examples)


def _examples(moment: Moment, likeness: Likeness, counts: float) -> Iterator[Example]:
    meant = {moment.line.option, *moment.line.among}
    for option_id, values in weighed(moment.line.typed, moment.now, likeness):
        yield Example(values, meant=option_id in meant, counts=counts)


def _likeness(moment: Moment) -> Likeness:
    return compare(moment.line.typed, moment.now.scenario, moment.line.node).likeness(moment.now)
