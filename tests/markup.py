"""Markup without the line breaks that make a template readable."""

from __future__ import annotations

import re


def on_one_line(markup: str) -> str:
    """Single spaces, and none before the end of a tag or between two tags."""
    return re.sub(r"\s*(/?>)(?:\s+(?=<))?", r"\1", re.sub(r"\s+", " ", markup))
