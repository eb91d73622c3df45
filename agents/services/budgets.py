"""How often agents may do something, over all doors together."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget

MCP_REQUESTS: Final = PlayerBudget("mcp", "RATE_MCP", "requests over MCP")
