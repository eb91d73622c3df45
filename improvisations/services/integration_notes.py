"""What a curator should know of an addition before it is made."""

from __future__ import annotations

from worlds.rules.additions import Addition, NewOption
from worlds.rules.scenario import Scenario


def remarks_on(addition: Addition, story: Scenario) -> tuple[str, ...]:
    """What an addition means in the story that it would be part of, in sentences."""
    if not isinstance(addition, NewOption):
        words = f"Players who answer “{addition.option}” with words that match {addition.pattern} see this."
        return (words, "It takes precedence over the node's blocked patterns.")
    return tuple(_on_staying(addition, story) if addition.stays else _on_leading(addition, story))


def _on_staying(option: NewOption, story: Scenario) -> list[str]:
    node = story.nodes[option.node]
    said = ["It stays at this node: the turn counter rises by one, and the scene is shown again."]
    if node.on_enter:
        said.append("The effects of entering the node happen again each time it is chosen.")
    if node.precondition is not None:
        said.append("The node has a gate, which is checked again: players who no longer pass it are held back.")
    return said


def _on_leading(option: NewOption, story: Scenario) -> list[str]:
    ending = story.endings.get(option.next_node)
    if option.next_node not in story.nodes and ending is not None:
        return [f"It ends the story with “{ending.id}” ({ending.type})."]
    node = story.nodes[option.next_node]
    gated = ["That node has a gate: players who do not pass it are held back."] if node.precondition is not None else []
    return [f"It leads to “{node.title or node.id}”.", *gated]
