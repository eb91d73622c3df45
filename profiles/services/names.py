"""What people may say of themselves."""

import re

from kleene_site.common import visible_text
from kleene_site.common.errors import InvalidInput

LONGEST_NAME = 40
LONGEST_BIO = 500
COLOUR = re.compile("#[0-9a-f]{6}")


def display_name(text: str) -> str:
    return visible_text.name(text, longest=LONGEST_NAME)


def bio(text: str) -> str:
    return visible_text.lines(text, longest=LONGEST_BIO)


def colour(text: str) -> str:
    """`text` as #rrggbb in lower case. Raises InvalidInput."""
    if not COLOUR.fullmatch(text.lower()):
        raise InvalidInput("A colour is written #rrggbb.")
    return text.lower()
