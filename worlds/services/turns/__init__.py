"""Turns, from a request to the commit: the key, the place, the locks, the record."""
