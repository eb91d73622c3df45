"""How long and how many."""

from typing import Final

LOCATION: Final = 200  # characters
SCENARIO: Final = 100  # characters
PEOPLE: Final = 100  # of one list
