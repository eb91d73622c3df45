"""How often a player may act and speak, over all doors together."""

from kleene_site.common.throttles import Budget

INPUTS = Budget("input", "RATE_INPUT")
CHAT = Budget("chat", "RATE_CHAT")
