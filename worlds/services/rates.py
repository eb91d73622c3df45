"""How often a player may speak, begin and look back, over all doors together; `turns.request` has the budgets of turns."""

from __future__ import annotations

from common.crowds import PlayerBudget

CHAT = PlayerBudget("chat", "RATE_CHAT")
REPLAYS = PlayerBudget("replay", "RATE_REPLAY")  # what reads a whole log
BEGINNINGS = PlayerBudget("start", "RATE_START")
