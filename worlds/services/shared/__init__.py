"""Use cases of worlds that several people live in."""
