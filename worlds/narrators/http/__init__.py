"""A narrator that asks a language model behind an OpenAI-compatible server."""

from worlds.narrators.http.narrator import HttpNarrator

__all__ = ["HttpNarrator"]
