"""The back office of the sky."""

from cosmos.admin import comments, lines

__all__ = ["comments", "lines"]
