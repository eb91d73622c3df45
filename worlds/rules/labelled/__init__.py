"""Labelled wordings: what players type at a moment of a story, and what is meant. They judge and teach the reading."""
