"""What a player's own words mean: the one home of every rule by which a typed text is read."""
