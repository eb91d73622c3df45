"""How much an agent asks for over MCP, whatever the tools ask the site in its name."""

from __future__ import annotations

from agents.services import budgets
from common.hot.budgets import spend_on_loop


async def count_request(*, agent: str) -> None:
    """Raises RateLimited, and then counts nothing."""
    await spend_on_loop(budgets.MCP_REQUESTS, agent)
