"""The small round picture of a person: initials on their colour."""

from __future__ import annotations

import unicodedata
from typing import Final

from django import template

register = template.Library()

DARK, LIGHT = "#15171b", "#ffffff"
LUMINANCE_BETWEEN: Final = 0.179  # darker colours contrast more with white, lighter ones with black (WCAG 2.2)
WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
MOST: Final = 2  # letters


@register.filter
def initials(name: str) -> str:
    """The first letters of up to two words of a name, each with the marks that belong to it."""
    return "".join(_first_letter(word) for word in name.split()[:MOST]).upper()


@register.filter
def ink_on(colour: str) -> str:
    """The ink that reads best on a colour, which is written #rrggbb."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luminance = sum(weight * _linear(channel) for weight, channel in zip(WEIGHTS, channels, strict=True))
    return LIGHT if luminance < LUMINANCE_BETWEEN else DARK


def _first_letter(word: str) -> str:
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
