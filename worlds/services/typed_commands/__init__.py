"""Typed commands: one table of verbs, a module for each group of them, and one way to run them."""
