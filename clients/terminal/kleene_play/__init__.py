"""A terminal client of Kleene, line by line: for keyboards, pipes and screen readers."""

VERSION = "1.0.0"
