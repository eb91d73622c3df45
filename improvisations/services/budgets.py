"""How often a player may share what they improvised, over all doors together."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget

# Those that were refused count, too: each is kept for moderators, and no day's limit counts it.
SHARES: Final = PlayerBudget("share", "RATE_INPUT", "improvisations")
