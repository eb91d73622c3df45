"""Typed commands, in so far as rules decide: cutting a line into its verb and words, names, and what is done with things."""
