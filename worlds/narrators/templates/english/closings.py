"""A last line, for players who like suggestions: an option as something to do."""

from __future__ import annotations

from typing import Final

CLOSINGS: Final = (
    "You could {hint}.",
    "You might {hint}.",
    "Perhaps {hint}.",
    "One thing you could do is {hint}.",
    "There is always this: {hint}.",
    "If you like, {hint}.",
    "Or you {hint}.",
    "You are free to {hint}.",
    "It is still open to you to {hint}.",
    "Why not {hint}?",
    "Another way on would be to {hint}.",
    "And you can {hint}.",
)
