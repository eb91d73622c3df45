"""The mark of an agent behind its name. Known to every template, as names stand in all of them."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from common.agent_mark import WORDS

register = template.Library()

MARK: Final[SafeString] = mark_safe(" <small>agent</small>")
NONE: Final[SafeString] = mark_safe("")


@register.simple_tag
def agent_mark(who: Any) -> SafeString:
    """For an account, or whatever else tells `is_agent`; nothing for a person, and where there is nobody."""
    return MARK if getattr(who, "is_agent", False) else NONE


@register.simple_tag
def agent_words(who: Any) -> str:
    """The same where no markup can stand: in choices and in what is only read aloud."""
    return WORDS if getattr(who, "is_agent", False) else ""
