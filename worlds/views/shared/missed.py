"""What somebody missed in a world, in a few lines: who came and went, where others are, how much was said, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from worlds.models import SharedWorld
from worlds.services.membership.last_look import missed_after
from worlds.views.formatting import counted_noun, listed_words
from worlds.views.shared.feed import JOINED, feed_of
from worlds.views.shared.lines import Line

PEOPLE: Final = 6
CHANGES: Final = 3
FURTHER: Final = "More has happened: read it below."


@dataclass(frozen=True, slots=True)
class Missed:
    lines: tuple[str, ...]


NOTHING: Final = Missed(())


def missed_on_return(world: SharedWorld, *, reader: Any) -> Missed:
    """What happened since `reader`, an account, looked away; nothing for who did not. A query, and for who was away a feed."""
    after = missed_after(user_id=reader.pk, world=world)
    return NOTHING if after is None else missed_by(world, reader=reader, after=after)


def missed_by(world: SharedWorld, *, reader: Any, after: int) -> Missed:
    """What others did and what changed after the event `after`, as `reader`, an account, may see it."""
    told = feed_of(world, reader=reader, after=after)
    lines = [line for line in told.lines if not line.is_mine]
    people = list(_people(lines))
    changes = list(dict.fromkeys(sentence for line in lines for sentence in line.world))
    is_more = told.is_fresh or len(people) > PEOPLE or len(changes) > CHANGES
    shown = (*people[:PEOPLE], *changes[-CHANGES:])
    return Missed((*shown, FURTHER) if shown and is_more else shown)


def _people(lines: Sequence[Line]) -> Iterator[str]:
    """One sentence for each person, in the order in which they were first heard of."""
    for name in dict.fromkeys(line.called for line in lines if line.name):
        deeds = list(_deeds([line for line in lines if line.called == name]))
        if deeds:
            yield f"{name} {listed_words(deeds)}."


def _deeds(lines: Sequence[Line]) -> Iterator[str]:
    """Coming first and going last; of the places they went to the last alone."""
    others = dict.fromkeys(
        each.deed.removesuffix(".") for each in lines if each.deed and not (each.is_turn or each.place)
    )
    yield from (deed for deed in others if deed.startswith(JOINED))
    yield from _counts(lines)
    yield from (deed for deed in others if not deed.startswith(JOINED))


def _counts(lines: Sequence[Line]) -> Iterator[str]:
    turns = sum(line.is_turn for line in lines)
    said = sum(bool(line.said) and not line.is_turn for line in lines)
    places = [line.place for line in lines if line.place]
    if turns:
        yield f"took {counted_noun(turns, 'turn', 'turns')}"
    if places:
        yield f"went to {places[-1]}"
    if said:
        yield f"said {counted_noun(said, 'line', 'lines')}"
