"""The pages of worlds that several people live in."""
