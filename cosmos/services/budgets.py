"""How often a player may search the sky, over all doors together."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget

SEARCHES: Final = PlayerBudget("sky", "RATE_READ", "searches")
