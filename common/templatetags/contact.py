"""Where pages say that the operator can be reached."""

from django import template

from common import contact

register = template.Library()


@register.simple_tag
def contact_link() -> str:
    """The address of a link, or nothing where the operator names none."""
    return contact.link()
