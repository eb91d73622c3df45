"""What pages of play show of improvising together; there for templates, as no page of play knows of curation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from improvisations.services import visibility, world_ideas

register = template.Library()


@register.inclusion_tag("improvisations/parts/ideas.html", takes_context=True)
def ideas_of_world(context: template.Context, world_id: str, session_id: str) -> dict[str, Any]:
    """The ideas of the world that the reader plays in."""
    found = world_ideas.of_world(reader_id=context["request"].user.pk, world_id=world_id)
    return {"ideas": found, "session_id": session_id}


@register.simple_tag(takes_context=True)
def shared_turns(context: template.Context, session_id: str) -> Mapping[int, str]:
    """What the reader has shared of their own game; one query."""
    return visibility.shared_turns(user_id=context["request"].user.pk, session_id=session_id)


@register.filter
def of_turn(shared: Mapping[int, str], number: int) -> str:
    """The improvisation that a turn was shared as; empty where it was not."""
    return shared.get(number, "")
