"""How news of a world reaches those who listen: slots, doorbell, feeds."""
