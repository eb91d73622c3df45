"""What no stream tells those who play alone: that the servers stop, and that they do not after all."""

from __future__ import annotations

from kleene_client import Shutdown

from kleene_play.news import shutdown_line
from kleene_play.told import Told


class Stopping:
    """Of one game, which asks after each answer of the server."""

    def __init__(self) -> None:
        self._known: Shutdown | None = None

    def news(self, now: Shutdown | None) -> list[Told]:
        """The line that is new; that time has passed is not."""
        before, self._known = self._known, now
        if _reason_of(now) == _reason_of(before):
            return []
        line = shutdown_line(None, "") if now is None else shutdown_line(now.seconds, now.reason)
        return [Told("news", line)]


def _reason_of(shutdown: Shutdown | None) -> str | None:
    return None if shutdown is None else shutdown.reason
