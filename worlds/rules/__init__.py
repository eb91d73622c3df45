"""The rules of play: pure functions of values, without Django, clock, I/O or randomness."""
