"""Words about people for templates."""

from __future__ import annotations

from django import template

register = template.Library()

HUNDREDTH = 0.01
EVERYBODY = 0.995


@register.filter
def times(amount: int) -> str:
    return {1: "once", 2: "twice"}.get(amount, f"{amount} times")


@register.filter
def rarely(share: float) -> str:
    """How many players have something, in words; `share` from 0 to 1."""
    if share < HUNDREDTH:
        return "fewer than 1 in 100 players"
    if share >= EVERYBODY:
        return "every player has it"
    return f"{round(100 * share)}% of players"
