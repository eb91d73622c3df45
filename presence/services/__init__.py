"""Use cases of presence. It knows people by their ids and rooms by their names, and nothing of worlds."""
