"""What curation adds to a story: options and answers, as plain values that go into plain content.

Content is a scenario's document as a revision stores it. Nothing here changes what it is given, and whatever the
author wrote stays as it is and where it is: additions stand after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from common.errors import Conflict
from common.folding import folded
from worlds import limits
from worlds.rules.patterns import Pattern
from worlds.rules.problems import quoted
from worlds.rules.scenario import Credit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from worlds.rules.tree import Value

Content = dict[str, Any]
Edit = Callable[[dict[str, Any]], dict[str, Any]]
Reason = Literal[
    "no_such_node", "no_such_target", "option_taken", "text_taken", "too_many_options",
    "no_improvise_option", "pattern_taken", "bad_pattern", "too_many_patterns", "unplayable",
]  # fmt: skip


class Misfit(Conflict):
    """An addition that a story has no place for; `details["reason"]` is one of Reason."""

    code = "does_not_fit"
    message = "This cannot be added to the story."

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message, reason=reason)
        self.reason: Reason = reason


class NoImproviseOption(Misfit):
    code = "no_improvise_option"

    def __init__(self, message: str) -> None:
        super().__init__(message, "no_improvise_option")


@dataclass(frozen=True, slots=True)
class NewOption:
    """An option of its own. `next_node` is a node or an ending; the node itself means to stay there."""

    id: str
    node: str
    text: str
    narrative: str
    cell: str
    next_node: str
    consequence: tuple[Mapping[str, Value], ...]  # as a file has them
    credit: Credit | None

    @property
    def stays(self) -> bool:
        return self.next_node == self.node


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What an improvise option lets happen from now on, and says to it. `id` stands in no content."""

    id: str
    node: str
    option: str
    pattern: str
    narrative: str
    credit: Credit | None


Addition = NewOption | NewAnswer


def to_json(addition: Addition) -> dict[str, Any]:
    return {"kind": "option" if isinstance(addition, NewOption) else "answer", **asdict(addition)}


def from_json(stored: Mapping[str, Any]) -> Addition:
    """The addition that `to_json` was given."""
    said = {key: value for key, value in stored.items() if key != "kind"}
    said["credit"] = None if stored["credit"] is None else Credit(**stored["credit"])
    if stored["kind"] == "answer":
        return NewAnswer(**said)
    return NewOption(**{**said, "consequence": tuple(stored["consequence"])})


def improvise_option_of(content: Content, node_id: str, *, preferred: str = "") -> str:
    """The improvise option of a node that is still offered: the preferred one, else the first.

    Raises Misfit, NoImproviseOption.
    """
    asking = [
        str(option["id"])
        for option in _options(content, node_id)
        if option.get("next") == "improvise" and not option.get("retired")
    ]
    if not asking:
        raise NoImproviseOption(f"No option at {quoted(node_id)} asks for the player's own words.")
    return preferred if preferred in asking else asking[0]


def traits_of(content: Content) -> frozenset[str]:
    """The traits that every player of a story has."""
    return frozenset((content["initial_character"] or {}).get("traits") or {})


def added(content: Content, addition: Addition) -> Content:
    """The content with one addition more. Raises Misfit."""
    if isinstance(addition, NewOption):
        return _with_option(content, addition)
    return _with_answer(content, addition)


def refuse_twin(content: Content, addition: Addition) -> None:
    """Raise Misfit if an option that is offered at the same node reads as a new one does.

    Asked when an idea is curated, not when it is put onto a newer file: what was added once is kept.
    """
    if not isinstance(addition, NewOption):
        return
    others = (option for option in _options(content, addition.node) if option["id"] != addition.id)
    for option in others:
        if folded(str(option.get("text"))) == folded(addition.text) and not option.get("retired"):
            message = (
                f"The option {quoted(option['id'])} at {quoted(addition.node)} already reads {quoted(addition.text)}."
            )
            raise Misfit(message, "text_taken")


def retired(content: Content, addition: Addition) -> Content:
    """The content in which an addition that it holds is no longer played: an option stays and is never offered.

    Nodes stay, and so does everything that others hold on to. Raises Misfit where it does not hold it.
    """
    if isinstance(addition, NewOption):
        return _edited(content, addition.node, addition.id, lambda option: {**option, "retired": True})
    return _edited(content, addition.node, addition.option, lambda option: _without_answer(option, addition))


def _with_option(content: Content, new: NewOption) -> Content:
    options = _options(content, new.node)
    if any(option["id"] == new.id for option in options):
        raise Misfit(f"The option {quoted(new.id)} already exists at {quoted(new.node)}.", "option_taken")
    if len(options) >= limits.OPTIONS:
        raise Misfit(
            f"{quoted(new.node)} already has {limits.OPTIONS} options, the most that a node may have.",
            "too_many_options",
        )
    if new.next_node not in content["nodes"] and new.next_node not in content["endings"]:
        raise Misfit(f"There is no node or ending {quoted(new.next_node)}.", "no_such_target")
    return _with_options(content, new.node, [*options, _option(new)])


def _option(new: NewOption) -> dict[str, Any]:
    """Keys in one order always, and none that says nothing: equal additions make equal content."""
    said = {
        "id": new.id,
        "text": new.text,
        "cell": new.cell,
        "consequence": [_sorted(effect) for effect in new.consequence],
        "narrative": new.narrative,
        "next_node": new.next_node,
        "credit": _credit(new.credit),
    }
    return {key: value for key, value in said.items() if value}


def _sorted(value: Any) -> Any:
    """The same with keys in one order: databases keep none."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(entry) for entry in value] if isinstance(value, list) else value


def _with_answer(content: Content, new: NewAnswer) -> Content:
    if not new.pattern or len(new.pattern) > limits.PATTERN or not Pattern(new.pattern).valid:
        raise Misfit(f"{quoted(new.pattern)} is not a valid pattern.", "bad_pattern")
    return _edited(content, new.node, new.option, lambda option: _answering(option, new))


def _answering(option: dict[str, Any], new: NewAnswer) -> dict[str, Any]:
    if option.get("next") != "improvise":
        raise NoImproviseOption(f"{quoted(new.option)} no longer asks for the player's own words.")
    context = option.get("improvise_context") or {}
    permits, answers = context.get("permits") or [], context.get("answers") or []
    if new.pattern in permits or any(answer["pattern"] == new.pattern for answer in answers):
        raise Misfit(f"{quoted(new.option)} already has the pattern {quoted(new.pattern)}.", "pattern_taken")
    if len(permits) >= limits.PATTERNS_IN_A_LIST:
        raise Misfit(
            f"{quoted(new.option)} already has {limits.PATTERNS_IN_A_LIST} patterns, the most that an option may have.",
            "too_many_patterns",
        )
    more = {"permits": [*permits, new.pattern], "answers": [*answers, _answer(new)]}
    return {**option, "improvise_context": {**context, **more}}


def _answer(new: NewAnswer) -> dict[str, Any]:
    said = {"pattern": new.pattern, "narrative": new.narrative, "credit": _credit(new.credit)}
    return {key: value for key, value in said.items() if value}


def _without_answer(option: dict[str, Any], old: NewAnswer) -> dict[str, Any]:
    context = option["improvise_context"]
    permits = [pattern for pattern in context["permits"] if pattern != old.pattern]
    answers = [answer for answer in context["answers"] if answer["pattern"] != old.pattern]
    return {**option, "improvise_context": {**context, "permits": permits, "answers": answers}}


def _credit(credit: Credit | None) -> dict[str, str] | None:
    return None if credit is None else asdict(credit)


def _edited(content: Content, node_id: str, option_id: str, edit: Edit) -> Content:
    options = _options(content, node_id)
    if not any(option["id"] == option_id for option in options):
        raise NoImproviseOption(f"There is no option {quoted(option_id)} at {quoted(node_id)}.")
    return _with_options(content, node_id, [edit(each) if each["id"] == option_id else each for each in options])


def _options(content: Content, node_id: str) -> list[dict[str, Any]]:
    node = content["nodes"].get(node_id)
    if node is None:
        raise Misfit(f"There is no node {quoted(node_id)}.", "no_such_node")
    options: list[dict[str, Any]] = node["choice"]["options"]
    return options


def _with_options(content: Content, node_id: str, options: list[dict[str, Any]]) -> Content:
    node = content["nodes"][node_id]
    changed = {**node, "choice": {**node["choice"], "options": options}}
    return {**content, "nodes": {**content["nodes"], node_id: changed}}
