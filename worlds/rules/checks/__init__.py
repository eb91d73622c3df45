"""What a scenario means, held against what its author will have meant: one small function for each rule."""
