"""Whether an improvisation can work, as the rules see it without a narrator's help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.intents import objects, overreaches
from worlds.rules.lexicon import content_words, lexicon, named, singulars
from worlds.rules.offering import node_of, standing
from worlds.rules.patterns import forms
from worlds.rules.texts import npcs_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worlds.rules.lexicon import Words
    from worlds.rules.patterns import Pattern
    from worlds.rules.rulings import Intention, Verdict
    from worlds.rules.scenario import Improvisation
    from worlds.rules.situation import Situation


def by_patterns(improvisation: Improvisation, text: str) -> Verdict:
    """An author's own judgement; what is permitted wins over what is blocked."""
    if matches_any(improvisation.permits, text):
        return "discovery"
    return "constraint" if matches_any(improvisation.blocks, text) else "limbo"


def by_scene(text: str, words: Sequence[str], intention: Intention, now: Situation) -> Verdict:
    """What a free text comes to here; the first rule that applies decides."""
    shown = list(shown_questions(now))
    if any(matches_any(question.permits, text) for question in shown):
        return "discovery"
    if any(matches_any(question.blocks, text) for question in shown):
        return "constraint"
    if intention == "limbo":
        return "limbo"
    typed = singulars(words)
    if overreaches(words) or _names_somebody_elsewhere(typed, now) or _names_something_elsewhere(typed, now):
        return "constraint"
    # A line that takes a rope makes no lamp to take: the thing is what is meant, and the verb only where it stands alone.
    meant = content_words(objects(words)) or content_words(words)
    return "discovery" if _touches_the_scene(meant, now) else "limbo"


def shown_questions(now: Situation) -> Iterator[Improvisation]:
    """The improvise options that a player can pick here."""
    for option in node_of(now).options:
        if option.improvisation is not None and standing(option, now).open:
            yield option.improvisation


def matches_any(patterns: Sequence[Pattern], text: str) -> bool:
    heard = forms(text)
    return any(pattern.is_in(heard) for pattern in patterns)


def _names_somebody_elsewhere(typed: Words, now: Situation) -> bool:
    known = lexicon(now.scenario)
    node = known.nodes[now.state.player.node]
    whereabouts = now.state.world.npc_locations
    return any(
        whereabouts.get(npc, now.here) != now.here and not known.npcs[npc] <= node for npc in named(typed, known.npcs)
    )


def _names_something_elsewhere(typed: Words, now: Situation) -> bool:
    known = lexicon(now.scenario)
    node = known.nodes[now.state.player.node]
    lying = now.state.world.items.get(now.here, ())
    return any(
        not now.carries(item) and item not in lying and not known.items[item] <= node
        for item in named(typed, known.items)
    )


def _touches_the_scene(meant: Words, now: Situation) -> bool:
    known = lexicon(now.scenario)
    node = now.state.player.node
    if meant & known.node_content[node] or meant & known.locations.get(now.here, frozenset()):
        return True
    things = [*npcs_at(now, now.here), *now.state.world.items.get(now.here, ()), *now.inventory]
    nothing: Words = frozenset()
    if any(meant & (known.npcs.get(thing, nothing) | known.items.get(thing, nothing)) for thing in things):
        return True
    options = known.option_content[node]
    return any(meant & options[option.id] for option in node_of(now).options if not standing(option, now).hidden)
