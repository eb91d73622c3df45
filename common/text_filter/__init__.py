"""What the text filter thinks of a text that people want others to read."""

from common.text_filter.names import NameNotFit, screened_name
from common.text_filter.reserved import NameReserved, players_name, sounds_like_staff
from common.text_filter.screening import Screened, TextNotFit, accepted, screen
from common.text_filter.spans import Category, Hit

__all__ = [
    "Category",
    "Hit",
    "NameNotFit",
    "NameReserved",
    "Screened",
    "TextNotFit",
    "accepted",
    "players_name",
    "screen",
    "screened_name",
    "sounds_like_staff",
]
