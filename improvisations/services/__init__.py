"""Use cases of curation, one function each. Services own transactions; doors call them."""
