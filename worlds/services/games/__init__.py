"""One player's game: its view, its story, going back, playing its log again."""
