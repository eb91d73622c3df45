"""Ways through the graph, endings, and what is told on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path


def no_ending_in_reach(subject: Subject) -> None:
    scenario = subject.scenario
    if scenario.start_node in scenario.nodes and not any(subject.reach.has(ending) for ending in scenario.endings):
        message = "no ending can be reached from the start node"
        subject.notes.error(("endings",), message, "let an option lead to an ending", "no_ending_reachable")


def unreachable_nodes(subject: Subject) -> None:
    for node in subject.reach.unreachable_nodes:
        advice = "let an option lead here, or remove it"
        subject.notes.warn(("nodes", node), "this node cannot be reached", advice, "unreachable_node")


def unreachable_endings(subject: Subject) -> None:
    for ending in subject.reach.unreachable_endings:
        advice = "let an option lead here, or remove it"
        subject.notes.warn(("endings", ending), "this ending cannot be reached", advice, "unreachable_ending")


def no_death(subject: Subject) -> None:
    if not any(ending.type == "death" for ending in subject.scenario.endings.values()):
        advice = "add one, or no tier can be reached in the story"
        subject.notes.warn(("endings",), "there is no ending of type death", advice, "no_death_ending")


def no_triumph(subject: Subject) -> None:
    if not any(ending.type in {"victory", "transcendence"} for ending in subject.scenario.endings.values()):
        message = "there is no ending of type victory or transcendence"
        subject.notes.warn(("endings",), message, "add one, or no player can win", "no_victory_ending")


def gates_without_a_word(subject: Subject) -> None:
    for path, node in subject.nodes():
        if node.precondition is not None and not node.blocked_narrative:
            advice = "add `blocked_narrative:`, or players see a general sentence"
            subject.notes.warn(path, "this node can be blocked, but has no text for it", advice, "no_blocked_narrative")


def redirects_without_a_gate(subject: Subject) -> None:
    for path, node in subject.nodes():
        if node.blocked_next_node is not None and node.precondition is None:
            message = "this redirect is never taken: the node has no precondition"
            advice = "add `precondition:`, or remove it"
            subject.notes.warn((*path, "blocked_next_node"), message, advice, "redirect_without_gate")


def untold(subject: Subject) -> None:
    """Nodes, prompts and endings without text."""
    for path, node in subject.nodes():
        if not node.narrative:
            _untold(subject, (*path, "narrative"), "this node has no text", "no_narrative")
        if node.options and not node.prompt:
            _untold(subject, (*path, "choice", "prompt"), "this choice has no prompt", "no_prompt")
    for ending in subject.scenario.endings.values():
        if not ending.narrative:
            _untold(subject, ("endings", ending.id, "narrative"), f"{quoted(ending.id)} has no text", "no_narrative")


def _untold(subject: Subject, path: Path, message: str, code: str) -> None:
    if not subject.notes.has_error_below(path):
        subject.notes.warn(path, message, f"add `{path[-1]}:`", code)
