"""How a page looks for whoever asked for it."""

from __future__ import annotations

from django import template
from django.template import Context

from common.appearance import Appearance, appearance_of

register = template.Library()


@register.simple_tag(takes_context=True)
def appearance(context: Context) -> Appearance:
    request = context.get("request")
    return Appearance() if request is None else appearance_of(request)
