"""The back office of the sky."""

from cosmos.admin import comments

__all__ = ["comments"]
