"""A typed text beside the options of a node: what play, and whoever reads texts as play would, asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.likeness import chosen
from worlds.likeness.comparison import NOT_COMPARED
from worlds.likeness.protocol import NoVectors
from worlds.rules.understanding.spelling import respelt

if TYPE_CHECKING:
    from worlds.likeness.comparison import Comparison
    from worlds.rules.scenario import Node, Scenario


def is_instant() -> bool:
    """Whether comparing asks nobody outside this process."""
    comparer = chosen.loaded().comparer
    return comparer is None or comparer.embedder.instant


def compare(typed: str, scenario: Scenario, node_id: str) -> Comparison:
    """How alike a typed text and the node's options are; nothing is found where no vectors are to be had.

    Must not be called under a lock, nor with a connection held, unless `is_instant`.
    """
    comparer = chosen.loaded().comparer
    texts = texts_of(scenario.nodes.get(node_id))
    if comparer is None or not texts or not comparer.embedder.knows(scenario.language):
        return NOT_COMPARED
    try:
        return comparer.compare(respelt(typed, texts) or typed, texts)
    except NoVectors:
        return NOT_COMPARED


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Every text that an option of the node may have: which of them is shown is known under the lock alone."""
    if node is None:
        return ()  # the story has ended
    shown = (text for option in node.options for text in (option.text, *(each.text for each in option.variants)))
    return tuple(dict.fromkeys(shown))
