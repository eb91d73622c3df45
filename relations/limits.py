"""How long and how many."""

from typing import Final

MUTES = 200  # of one player, each of a player and a channel
BLOCKS = 200  # of one player
FOLLOWS = 500  # of one player
CHANNEL: Final = 8  # characters
SILENCE_REASON = 200  # characters
SILENCE_SHORTEST = 1  # minutes
SILENCE_LONGEST = 10_080  # minutes: a week
