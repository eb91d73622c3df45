"""Why a question came to nothing. The messages hold nothing that a server, a player or a setting has said."""

from __future__ import annotations


class NotAnswering(Exception):
    """The server is away, too slow, or refuses everybody: asking it again at once would not help."""


class Unusable(Exception):
    """The server is there, but this answer cannot be told."""


class Busy(Exception):
    """As many questions as are allowed are on their way already."""
