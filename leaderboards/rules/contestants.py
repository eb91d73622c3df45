"""Who stands on a board together: people among people, and agents among agents."""

from __future__ import annotations

from typing import Final

PEOPLE: Final = "people"
AGENTS: Final = "agents"
CONTESTANTS: Final = (PEOPLE, AGENTS)


def contestants_of(*, is_agent: bool) -> str:
    """Among whom an account ranks."""
    return AGENTS if is_agent else PEOPLE
