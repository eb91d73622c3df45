"""What there is, for whoever meant something that is not there."""

from __future__ import annotations

from typing import Final

# {things} are described where the player stands.
IN_SIGHT: Final = (
    "Within sight [is|are] {things}.",
    "What you can look at here: {things}.",
    "There [is|are] {things} to look at.",
    "You could try {things}.",
    "Near you [is|are] {things}.",
    "You have {things} before you.",
    "Here you find {things}.",
    "You might have a look at {things}.",
    "What there is to see here: {things}.",
    "Closer to hand: {things}.",
    "Your eye falls on {things}.",
    "For looking at there [is|are] {things}.",
)
