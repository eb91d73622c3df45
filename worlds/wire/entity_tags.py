"""Versions of an answer as HTTP tells them: whoever has one is not sent it again (RFC 9110, 13.1.2)."""

from __future__ import annotations

from typing import Final

from django.utils.http import parse_etags

# Kept by its reader alone, who asks each time whether it still holds.
PRIVATE: Final = "private, no-cache"


def entity_tag(version: str) -> str:
    """Weak: the same game, told by whichever door."""
    return f'W/"{version}"'


def has_version(if_none_match: str, version: str) -> bool:
    """Whether the header, empty where there is none, names this version, or any (`*`)."""
    known = {tag.removeprefix("W/") for tag in parse_etags(if_none_match)}
    return not known.isdisjoint({"*", f'"{version}"'})
