"""What pages of other apps show of the cosmos; there for templates, as those apps do not know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import template

from cosmos.models import CosmosEntry
from cosmos.services.reading import shown_text
from cosmos.services.similar import find_stars_near
from improvisations.models import Improvisation

SHOWN: Final = 5

register = template.Library()


@dataclass(frozen=True, slots=True)
class Neighbour:
    entry: CosmosEntry
    percent: int
    text: str


@register.simple_tag
def stars_near(idea: Improvisation) -> list[Neighbour]:
    """The approved ideas of all stories that are most like this one."""
    found = find_stars_near(idea, limit=SHOWN)
    return [Neighbour(entry, round(100 * alike), shown_text(entry) or "") for entry, alike in found]
