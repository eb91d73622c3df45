"""How often somebody may say that they are there."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget

HEARTBEATS: Final = PlayerBudget("heartbeat", "RATE_HEARTBEAT")
