"""Where a star stands, how it looks and what it is about: decided without tables, clock or chance."""
