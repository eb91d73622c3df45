"""Options: what they need, and whether what they lead to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.folding import folded
from common.visible_text import is_visible
from worlds.rules.checks.exclusion import exclude
from worlds.rules.problems import quoted

if TYPE_CHECKING:
    from worlds.rules.checks.subject import Subject
    from worlds.rules.reading.notes import Path
    from worlds.rules.scenario import Node, Option


def nameless_scenarios(subject: Subject) -> None:
    document = subject.notes.document
    named = isinstance(document, dict) and bool(document.get("name"))
    if not named and not subject.notes.has_error_below(("name",)):
        subject.notes.error(("name",), "`name` is missing", "give the story a name", "missing_name")


def nodes_without_options(subject: Subject) -> None:
    for path, node in subject.nodes():
        if not node.options and not subject.notes.has_error_below((*path, "choice")):
            advice = "add `choice:` with a `prompt` and at least one entry in `options`"
            subject.notes.error((*path, "choice"), "this node has no options", advice, "no_options")


def repeated_options(subject: Subject) -> None:
    for path, node in subject.nodes():
        seen: set[str] = set()
        for index, option in enumerate(node.options):
            if option.id and option.id in seen:
                place = (*path, "choice", "options", index, "id")
                message = f"the option {quoted(option.id)} already exists in this node"
                subject.notes.error(place, message, "give each option of a node its own id", "duplicate_option")
            seen.add(option.id)


def options_that_lead_nowhere(subject: Subject) -> None:
    for path, _, option in subject.options():
        if option.next_node is None and option.improvisation is None:
            if not subject.notes.has_error_below(path):
                advice = "add `next_node:` with an id, or `next: improvise`"
                subject.notes.error(path, "this option leads nowhere", advice, "no_target")
        elif option.next_node is not None and option.improvisation is not None:
            message = "this option has both `next_node` and `next: improvise`"
            advice = "keep one; `outcome_nodes` says where improvising leads"
            subject.notes.error((*path, "next_node"), message, advice, "two_targets")


def dangling_targets(subject: Subject) -> None:
    known = subject.targets()
    existing = frozenset(known)
    for path, target in _targets(subject):
        if target not in existing:
            advice = subject.suggest(target, known, "name a node or an ending that exists")
            message = f"there is no node or ending {quoted(target)}"
            subject.notes.error(path, message, advice, "dangling_target")


def _targets(subject: Subject) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path, node in subject.nodes():
        if node.blocked_next_node is not None:
            found.append(((*path, "blocked_next_node"), node.blocked_next_node))
    for path, _, option in subject.options():
        if option.next_node is not None:
            found.append(((*path, "next_node"), option.next_node))
        if option.improvisation is not None:
            outcomes = option.improvisation.outcome_nodes.items()
            found.extend(((*path, "outcome_nodes", outcome), target) for outcome, target in outcomes)
    return found


def lonely_options(subject: Subject) -> None:
    """A single way on is no choice, unless it asks for words."""
    for path, node in subject.nodes():
        if len(node.options) == 1 and node.options[0].improvisation is None:
            advice = "add a second one, or an improvise option"
            subject.notes.warn((*path, "choice", "options"), "there is only one option here", advice, "single_option")


def options_that_are_the_same(subject: Subject) -> None:
    for path, node in subject.nodes():
        leading: dict[str, list[int]] = {}
        for index, option in enumerate(node.options):
            if option.next_node is not None and not option.consequences:
                leading.setdefault(option.next_node, []).append(index)
        for first, *others in leading.values():
            if others:
                place = (*path, "choice", "options", others[0])
                message = _same_way(node, first, others)
                subject.notes.warn(place, message, "let one of them do something, or merge them", "same_option")


def _same_way(node: Node, first: int, others: list[int]) -> str:
    one, other = (quoted(node.options[index].id) for index in (first, others[0]))
    if len(others) == 1:
        return f"{other} leads to the same node as {one}, and neither changes anything"
    return f"{other} and {len(others) - 1} more lead to the same node as {one}, and none changes anything"


def options_that_read_the_same(subject: Subject) -> None:
    """What a player types could mean either; options that are never offered together are let be."""
    for path, node in subject.nodes():
        before: dict[str, list[Option]] = {}
        for index, option in enumerate(node.options):
            alike = before.setdefault(folded(option.text), [])
            twin = next((each for each in alike if not exclude(each.precondition, option.precondition)), None)
            if twin is not None and not option.retired and is_visible(option.text):
                message = f"{quoted(option.id)} has the same text as {quoted(twin.id)}"
                place = (*path, "choice", "options", index, "text")
                subject.notes.warn(place, message, "give them different texts", "same_text")
            if not option.retired:
                alike.append(option)


def options_without_a_cell(subject: Subject) -> None:
    """Once for the file: most published scenarios name no cell at all."""
    options = [(path, option) for path, _, option in subject.options() if option.improvisation is None]
    silent = [path for path, option in options if option.cell is None and not subject.notes.has_error_below(path)]
    if silent:
        message = f"{len(silent)} of {len(options)} options name no `cell`, from this one on"
        advice = "write `cell: chooses` or `cell: avoids`; without it they count as chooses"
        subject.notes.warn(silent[0], message, advice, "no_cell")
