"""How much an agent of ours does, and how much of it is told."""

from __future__ import annotations

from typing import Final

TURNS: Final = 400  # of one game, unless told otherwise
SAME_REFUSALS: Final = 5  # so many turns that change nothing, one after another, end a game
MODEL_ANSWER: Final = 16 * 1024  # bytes of a model's answer that are read
MODEL_TRIES: Final = 3  # failures of a model, one after another, after which it is asked no more
PROMPT: Final = 6_000  # characters of a scene that a model is shown
MCP_BODY: Final = 64 * 1024  # bytes of a request
LOG_EVENTS: Final = 100  # of a world's log that a resource holds
