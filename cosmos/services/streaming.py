"""Where a stream of the sky begins."""

from __future__ import annotations

from dataclasses import dataclass

from cosmos.services.log import can_resume, current_layout


@dataclass(frozen=True, slots=True)
class SkyStart:
    """`sequence` is the last event that its reader knows; `is_fresh_start`: they wanted to resume where the log no longer reaches."""

    sequence: int
    layout_version: int
    is_fresh_start: bool


def find_start(*, after: int | None) -> SkyStart:
    """After an event of the log, or at its end."""
    layout = current_layout()
    if after is not None and can_resume(after):
        return SkyStart(after, layout.version, is_fresh_start=False)
    return SkyStart(layout.event_seq, layout.version, is_fresh_start=after is not None)
