"""A terminal client of Kleene: on a full screen, or line by line for pipes and screen readers."""

VERSION = "1.0.0"
