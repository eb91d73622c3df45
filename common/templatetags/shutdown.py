"""The banner that tells of a planned shutdown."""

from __future__ import annotations

from django import template

from common.heard_shutdown import heard_shutdown

register = template.Library()


@register.inclusion_tag("parts/shutdown.html")
def planned_shutdown() -> dict[str, object]:
    """Empty while none is planned."""
    plan = heard_shutdown.now()
    if plan is None:
        return {}
    seconds = round(plan.left)
    return {"plan": plan, "seconds": seconds, "left": time_left(seconds)}


def time_left(seconds: int) -> str:
    """`in 45 seconds`, `in 5 minutes`, `now`; static/kleene/shutdown.js counts on in the same words."""
    if not seconds:
        return "now"
    if seconds < 120:
        return f"in {seconds} second{'' if seconds == 1 else 's'}"
    return f"in {round(seconds / 60)} minutes"
