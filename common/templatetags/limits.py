"""What pages say of lengths: the numbers by which services judge, and no others."""

from importlib import import_module

from django import template

register = template.Library()


@register.simple_tag
def limit(name: str) -> int:
    """A number of an app's `limits.py` by its name, as in `{% limit "worlds.CHAT_TEXT" %}`."""
    app, _, constant = name.partition(".")
    number: int = getattr(import_module(f"{app}.limits"), constant)
    return number
