"""Use cases of the worlds, one function each. Services own transactions; doors call them."""
