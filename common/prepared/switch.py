"""Whether this process runs compiled statements on asynchronous connections: decided once, by a server, at its start."""

from __future__ import annotations

_on = False


def turn_on() -> None:
    """Assumes `compile_all` run, and event loops whose pools are closed before they end."""
    global _on  # noqa: PLW0603 - one word of a process
    _on = True


def turn_off() -> None:
    global _on  # noqa: PLW0603
    _on = False


def is_on() -> bool:
    return _on
