"""The built-in narrator: sentence templates that use the scene."""

from worlds.narrators.templates.narrator import TemplateNarrator

__all__ = ["TemplateNarrator"]
