"""The hot doors of play: a look at a game, a turn, a line of chat. Each is documented at its plain door in `worlds.api`."""
