"""What people may say of themselves."""

import re

from common import visible_text
from common.errors import InvalidInput
from common.folding import folded
from common.text_filter import accepted, players_name, screened_name
from profiles import limits
from profiles.models import User

# As whom those are shown who have left, or hide: nobody poses as one of them.
TAKEN = frozenset({"former player", "anonymous player"})
COLOUR = re.compile("#[0-9a-f]{6}")


def display_name(text: str) -> str:
    """`text` as a player may be called. Raises InvalidInput, also for what sounds like staff."""
    return _free(players_name(text, longest=limits.NAME))


def staff_name(text: str) -> str:
    """`text` as one of the staff may be called. Raises InvalidInput."""
    return _free(screened_name(text, longest=limits.NAME))


def name_of(user: User, text: str) -> str:
    """`text` as this account may be called. Raises InvalidInput."""
    return staff_name(text) if user.is_staff else display_name(text)


def _free(name: str) -> str:
    if folded(name) in TAKEN:
        raise InvalidInput("Choose another name: this one is reserved.")
    return name


def is_fit(name: str) -> bool:
    """Whether a display name may be taken as it stands."""
    try:
        return display_name(name) == name
    except InvalidInput:
        return False


def clean_bio(text: str) -> str:
    """`text` as others may read it: what the filter masks is kept masked. Raises InvalidInput for what it refuses."""
    return accepted(visible_text.lines(text, longest=limits.BIO), longest=limits.BIO).masked


def clean_colour(text: str) -> str:
    """`text` as #rrggbb in lower case. Raises InvalidInput."""
    if not COLOUR.fullmatch(text.lower()):
        raise InvalidInput("Write the colour as #rrggbb.")
    return text.lower()
