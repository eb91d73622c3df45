"""What a curator should know of an addition before it is made."""

from __future__ import annotations

from worlds.rules.additions import Addition, NewOption
from worlds.rules.scenario import Scenario


def remarks_on(addition: Addition, story: Scenario) -> tuple[str, ...]:
    """What an addition means in the story that it would be part of, in sentences."""
    if not isinstance(addition, NewOption):
        words = f"Whoever answers “{addition.option}” with words that match {addition.pattern} is told this."
        return (words, "Where it stands among the blocks does not matter: what is permitted wins.")
    return tuple(_on_staying(addition, story) if addition.stays else _on_leading(addition, story))


def _on_staying(option: NewOption, story: Scenario) -> list[str]:
    node = story.nodes[option.node]
    said = ["It stays at this node: the turn counter rises by one, and the scene is told again."]
    if node.on_enter:
        said.append("What happens on entering the node happens again, each time it is picked.")
    if node.precondition is not None:
        said.append("The node has a gate, which is asked again: who no longer passes it is held back.")
    return said


def _on_leading(option: NewOption, story: Scenario) -> list[str]:
    ending = story.endings.get(option.next_node)
    if option.next_node not in story.nodes and ending is not None:
        return [f"It ends the story with “{ending.id}” ({ending.type})."]
    node = story.nodes[option.next_node]
    gated = ["That node has a gate: who does not pass it is held back."] if node.precondition is not None else []
    return [f"It leads to “{node.title or node.id}”.", *gated]
