"""How often a player may act, speak, begin, look back and listen, over all doors together."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget

INPUTS: Final = PlayerBudget("input", "RATE_INPUT")
READINGS: Final = PlayerBudget("read", "RATE_READ")  # typed texts that are questions about the game, and no turn
NARRATIONS: Final = PlayerBudget("improvise", "RATE_IMPROVISE")  # inputs that a slow narrator words
MESSAGES: Final = PlayerBudget("chat", "RATE_CHAT")
GAMES: Final = PlayerBudget("start", "RATE_START")  # that are begun
REPLAYS: Final = PlayerBudget("replay", "RATE_REPLAY")  # what reads a whole log
STREAMS: Final = PlayerBudget("connect", "RATE_CONNECT")  # that resume nothing
RESUMED_STREAMS: Final = PlayerBudget("resume", "RATE_RESUME")
