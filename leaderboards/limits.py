"""How long and how many."""

from typing import Final

REASON: Final = 500  # characters: why a game does not count
ENTRIES: Final = 100  # of one page
NEIGHBOURS: Final = 50  # on either side of somebody
