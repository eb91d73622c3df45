"""Entering a node or an ending: gates, redirects, what happens on arrival, and how a story ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import barring, events, telling, texts
from worlds.rules.conditions import passes
from worlds.rules.quantities import saturate
from worlds.rules.state import Finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.draft import Draft
    from worlds.rules.effects import Effect
    from worlds.rules.scenario import Ending, Node

REDIRECTS: Final = 10  # a chain of closed gates longer than this leads nowhere

DEATH: Final = Finish("_death", "death")
TRANSCENDENCE: Final = Finish("_transcendence", "transcendence")
DEAD_END: Final = Finish("_dead_end", "unchanged")


def enter(draft: Draft, target: str) -> None:
    """Go where an option leads; a closed gate leaves the player where they are, or sends them on.

    What has been done on the way there stays done, whether the gate opens or not.
    """
    passed: set[str] = set()
    while target not in passed and len(passed) <= REDIRECTS:
        passed.add(target)
        ending = draft.scenario.endings.get(target)
        if ending is not None:
            return _finish(draft, _finish_of(ending), ending.narrative)
        if not draft.state.player.character.exists:
            return finish_without_character(draft)
        node = draft.scenario.nodes.get(target)
        if node is None:
            return _turn_away(draft, texts.NOWHERE)
        _pass_the_way(draft, node)
        if passes(node.precondition, draft):
            return _arrive(draft, node)
        _turn_away(draft, node.blocked_narrative or barring.barred(node.precondition, draft))
        if node.blocked_next_node is None:
            return None
        target = node.blocked_next_node
    return None


def begin_at(draft: Draft, node: Node) -> None:
    """Enter the start node: the first turn counts as one already, and no way led here."""
    apply_all(draft, node.on_enter)
    open_eyes(draft, node)


def open_eyes(draft: Draft, node: Node) -> None:
    """Find oneself at the start node, once what happens there has happened."""
    draft.state.player.scene_location = draft.here
    _look_around(draft, node)


def apply_all(draft: Draft, effects: Sequence[Effect]) -> None:
    """Apply a whole list in its order, then see which events it made due."""
    for effect in effects:
        draft.happen(effect)
    events.check(draft)


def finish_without_character(draft: Draft) -> None:
    """End the story of a character who is gone: by the scenario's first ending of that kind, or by one of ours."""
    _turn(draft)
    _end_without_character(draft)


def _pass_the_way(draft: Draft, node: Node) -> None:
    if node.elapsed_since_previous is not None:
        draft.pass_time(node.elapsed_since_previous.seconds)
        events.check(draft)


def _turn_away(draft: Draft, text: str) -> None:
    draft.gated = True
    draft.tell(text)


def _arrive(draft: Draft, node: Node) -> None:
    apply_all(draft, node.on_enter)
    _turn(draft)
    player = draft.state.player
    player.scene = player.beat = 1
    player.previous_node, player.node = player.node, node.id
    player.scene_location = player.location
    _look_around(draft, node)


def _look_around(draft: Draft, node: Node) -> None:
    telling.note_visit(node, draft)
    seen = telling.scene_text(node, draft)
    if not draft.state.player.character.exists:
        draft.tell(seen)
        _end_without_character(draft)
    elif all(option.retired for option in node.options):
        draft.tell(seen)
        _end(draft, DEAD_END, texts.ENDINGS[DEAD_END.id])
    else:
        draft.arrive(seen)


def _finish(draft: Draft, finish: Finish, narrative: str) -> None:
    _turn(draft)
    _end(draft, finish, narrative)


def _end_without_character(draft: Draft) -> None:
    fallback = TRANSCENDENCE if draft.state.player.character.fate == "departed" else DEATH
    for ending in draft.scenario.endings.values():
        if ending.type == fallback.type:
            return _end(draft, _finish_of(ending), ending.narrative)
    return _end(draft, fallback, texts.ENDINGS[fallback.id])


def _end(draft: Draft, finish: Finish, narrative: str) -> None:
    draft.finish(finish)
    draft.arrive(narrative)


def _finish_of(ending: Ending) -> Finish:
    return Finish(ending.id, ending.type, ending.method, ending.tone)


def _turn(draft: Draft) -> None:
    player = draft.state.player
    player.turn = saturate(player.turn + 1)
