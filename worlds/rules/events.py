"""Scheduled events: what waits, what is due, and what it sets off.

An event belongs to the world. It is pending until its time comes, somebody triggers it, or somebody cancels it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from worlds.rules import telling
from worlds.rules.quantities import saturate
from worlds.rules.state import Pending

if TYPE_CHECKING:
    from worlds.rules.draft import Draft

# How often events may set off further events before the rest has to wait for the next check. Breadth needs no limit:
# whatever an event schedules stands inside it in the file, so a check fires at most what the file spells out.
CASCADE: Final = 10

PENDING: Final = "world.scheduled_events"
TRIGGERED: Final = "world.triggered_events"


def schedule(draft: Draft, event_id: str, delay: int, key: str) -> None:
    """Let an event happen `delay` story seconds from now.

    Nothing happens when it is pending or has happened, or re-entering a node would pile up copies or put a
    deadline off for ever. An event may renew itself, from inside its own effects.
    """
    world = draft.state.world
    if _pending(draft, event_id) is not None:
        return
    if event_id in world.triggered and not draft.is_firing(event_id):
        return
    world.scheduled.append(Pending(event_id, saturate(world.time + delay), key, draft.owner))
    draft.listed(PENDING, "added", event_id)


def cancel(draft: Draft, event_id: str) -> None:
    event = _pending(draft, event_id)
    if event is not None:
        _remove(draft, event)


def trigger(draft: Draft, event_id: str) -> None:
    """Fire a pending event now, inside the effects that ask for it."""
    event = _pending(draft, event_id)
    if event is not None and len(draft.firing) < CASCADE:
        _fire(draft, event)


def check(draft: Draft) -> None:
    """Fire whatever is due, and what becomes due by that, in order of time and then of scheduling."""
    for _ in range(CASCADE):
        due = [event for event in draft.state.world.scheduled if event.trigger_at <= draft.state.world.time]
        if not due:
            return
        for event in sorted(due, key=attrgetter("trigger_at")):
            # One that fired before it may have cancelled, fired or renewed it.
            if event in draft.state.world.scheduled:
                _fire(draft, event)


def _fire(draft: Draft, event: Pending) -> None:
    world = draft.state.world
    draft.firing.append(event)
    _remove(draft, event)
    if event.event_id not in world.triggered:
        world.triggered.append(event.event_id)
        draft.listed(TRIGGERED, "added", event.event_id)
    world.event_times[event.event_id] = world.time
    draft.fired.append(event.event_id)
    draft.tell(telling.event_text(event, draft))
    for effect in draft.scenario.schedules.get(event.schedule, ()):
        draft.happen(effect)
    draft.firing.pop()


def _remove(draft: Draft, event: Pending) -> None:
    draft.state.world.scheduled.remove(event)
    draft.listed(PENDING, "removed", event.event_id)


def _pending(draft: Draft, event_id: str) -> Pending | None:
    return next((event for event in draft.state.world.scheduled if event.event_id == event_id), None)
