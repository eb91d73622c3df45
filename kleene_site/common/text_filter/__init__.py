"""What the house thinks of a text that people want others to read."""

from kleene_site.common.text_filter.names import NameNotFit, screened_name
from kleene_site.common.text_filter.screening import Screened, TextNotFit, accepted, screen
from kleene_site.common.text_filter.spans import Category, Hit

__all__ = ["Category", "Hit", "NameNotFit", "Screened", "TextNotFit", "accepted", "screen", "screened_name"]
