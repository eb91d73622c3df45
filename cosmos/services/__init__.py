"""Use cases of the cosmos."""
