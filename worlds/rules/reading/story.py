"""Reading nodes, options and endings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from worlds import limits
from worlds.rules import grid
from worlds.rules.patterns import Pattern
from worlds.rules.problems import quoted
from worlds.rules.reading.effects import deeds
from worlds.rules.reading.gates import gate
from worlds.rules.reading.words import late_text, late_truth, looks, variants
from worlds.rules.scenario import Answer, Credit, Ending, EndingType, Improvisation, Method, Node, Option, Tone

if TYPE_CHECKING:
    from worlds.rules.reading.fields import Fields

CELLS: Final = (*grid.ROWS, *grid.CELLS)
OUTCOMES: Final = ("discovery", "constraint", "limbo")


def nodes(document: Fields) -> dict[str, Node]:
    return {node_id: _node(node_id, given) for node_id, given in _limited(document, "nodes")}


def endings(document: Fields) -> dict[str, Ending]:
    return {ending_id: _ending(ending_id, given) for ending_id, given in _limited(document, "endings")}


def _limited(document: Fields, key: str) -> list[tuple[str, Fields]]:
    number = len(document.inner(key).entries)
    if number > limits.NODES:
        message = f"there are too many {key}: {number}"
        document.notes.error((key,), message, f"use {limits.NODES} or fewer", "too_many")
        return []
    return list(document.named(key))


def _node(node_id: str, given: Fields) -> Node:
    given.only(
        "narrative", "choice", "title", "scene_break", "precondition", "blocked_narrative", "blocked_next_node",
        "on_enter", "elapsed_since_previous", "duration", "free_roam", "again", "variants", "look",
    )  # fmt: skip
    choice = given.inner("choice")
    choice.only("prompt", "options")
    given.span("duration")  # part of the format, without effect
    return Node(
        id=node_id,
        title=given.text("title"),
        narrative=given.text("narrative"),
        prompt=choice.text("prompt"),
        options=_options(choice),
        scene_break=given.truth("scene_break", default=False),
        precondition=gate(given),
        blocked_narrative=given.text("blocked_narrative"),
        blocked_next_node=given.identifier("blocked_next_node"),
        on_enter=deeds(given, "on_enter"),
        elapsed_since_previous=given.span("elapsed_since_previous"),
        free_roam=given.truth("free_roam", default=False),
        again=late_text(given, "again"),
        variants=variants(given),
        look=looks(given),
    )


def _options(choice: Fields) -> tuple[Option, ...]:
    options = choice.entries.get("options")
    if isinstance(options, list) and len(options) > limits.OPTIONS:
        message = f"there are too many options: {len(options)}"
        choice.notes.error((*choice.path, "options"), message, f"use {limits.OPTIONS} or fewer", "too_many")
        return ()
    return tuple(_option(given) for given in choice.listed("options"))


def _option(given: Fields) -> Option:
    given.only(
        "id", "text", "cell", "precondition", "consequence", "narrative", "next_node", "next", "improvise_context",
        "outcome_nodes", "credit", "retired", "variants", "private",
    )  # fmt: skip
    return Option(
        id=given.needed_identifier("id"),
        text=given.needed_text("text"),
        cell=given.word("cell", CELLS, None),
        precondition=gate(given),
        consequences=deeds(given, "consequence"),
        narrative=given.text("narrative"),
        next_node=given.identifier("next_node"),
        improvisation=_improvisation(given),
        credit=_credit(given),
        retired=given.truth("retired", default=False),
        variants=variants(given),
        private=late_truth(given, "private"),
    )


def _improvisation(given: Fields) -> Improvisation | None:
    if given.entries.get("next") is None:
        return None
    if given.entries["next"] != "improvise":
        advice = "write `next: improvise`, or `next_node:` with the id of a node"
        given.notes.error((*given.path, "next"), "`next` can only be `improvise`", advice, "unknown_next")
    context = given.inner("improvise_context")
    context.only("theme", "permits", "blocks", "limbo_fallback", "answers")
    return Improvisation(
        theme=context.text("theme"),
        permits=_patterns(context, "permits"),
        blocks=_patterns(context, "blocks"),
        limbo_fallback=context.text("limbo_fallback"),
        answers=tuple(_answer(answer) for answer in context.listed("answers")),
        outcome_nodes=_outcomes(given),
    )


def _outcomes(given: Fields) -> dict[str, str]:
    outcomes = given.inner("outcome_nodes")
    outcomes.only(*OUTCOMES)
    named = {outcome: outcomes.identifier(outcome) for outcome in OUTCOMES}
    return {outcome: target for outcome, target in named.items() if target}


def _answer(given: Fields) -> Answer:
    given.only("pattern", "narrative", "credit")
    return Answer(_pattern(given, given.needed_text("pattern")), given.needed_text("narrative"), _credit(given))


def _credit(given: Fields) -> Credit | None:
    if given.entries.get("credit") is None:
        return None
    credit = given.inner("credit")
    credit.only("user_id", "name")
    return Credit(credit.needed_text("user_id"), credit.needed_text("name"))


def _patterns(context: Fields, key: str) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    given = context.entries.get(key)
    if isinstance(given, list) and len(given) > limits.PATTERNS_IN_A_LIST:
        advice = f"use {limits.PATTERNS_IN_A_LIST} or fewer: `a|b` is one pattern"
        context.notes.error((*context.path, key), f"there are too many patterns: {len(given)}", advice, "too_many")
        return ()
    for value, path in context.entries_of(key):
        if isinstance(value, str):
            found.append(_pattern(context, value))
        else:
            context.notes.error(path, "a pattern must be text", "put it in quotes", "wrong_type")
    return tuple(found)


def _pattern(given: Fields, source: str) -> Pattern:
    given.notes.patterns += 1
    if given.notes.patterns == limits.PATTERNS + 1:
        advice = f"use {limits.PATTERNS} or fewer in one scenario"
        given.notes.error(given.path, "there are too many patterns", advice, "too_many")
    if len(source) > limits.PATTERN:
        message = f"the pattern {quoted(source)} is too long"
        given.notes.error(given.path, message, f"use {limits.PATTERN} characters or fewer", "pattern_too_long")
    if len(source) > limits.PATTERN or given.notes.patterns > limits.PATTERNS:
        return _NOTHING
    return Pattern(source)


_NOTHING: Final = Pattern("")  # stands in for a pattern that is not compiled


def _ending(ending_id: str, given: Fields) -> Ending:
    given.only("narrative", "type", "method", "tone", "title")
    if given.entries.get("type") is None:
        given.missing("type", "write victory, death, transcendence or unchanged")
    kinds: tuple[EndingType, ...] = get_args(EndingType)
    methods: tuple[Method, ...] = get_args(Method)
    tones: tuple[Tone, ...] = get_args(Tone)
    return Ending(
        id=ending_id,
        narrative=given.text("narrative"),
        type=given.word("type", kinds, kinds[-1]),
        method=given.word("method", methods, None),
        tone=given.word("tone", tones, None),
        title=late_text(given, "title"),
    )
