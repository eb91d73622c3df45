"""What the page of the sky is asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django import forms

from common.dates import start_of
from common.form_fields import Key, Prose
from cosmos import limits
from cosmos.services.reading import SkyFilter
from worlds.limits import STORED_STORY_ID
from worlds.rules.grid import CELLS
from worlds.rules.grid_words import cell_words

PLAYER: Final = r"^usr_[a-z2-7]{8}\Z"


class SkyForm(forms.Form):
    """A search, and what narrows the sky; everything may be left empty."""

    q = Prose(required=False, max_length=limits.QUERY)
    scenario_id = Key(required=False, max_length=STORED_STORY_ID)
    cell = forms.ChoiceField(
        required=False, choices=[("", "Any decision"), *((cell, cell_words(cell)) for cell in CELLS)]
    )
    author = forms.RegexField(PLAYER, required=False)
    day = forms.DateField(required=False, error_messages={"invalid": "Write the day like 2026-05-01."})

    def wanted_sky(self) -> SkyFilter:
        """Of a valid form. A day means the sky as it was at its end (UTC)."""
        asked = self.cleaned_data
        return SkyFilter(
            scenario=asked["scenario_id"] or None,
            cell=asked["cell"] or None,
            author=asked["author"] or None,
            before=start_of(asked["day"]) + timedelta(days=1) if asked["day"] else None,
        )
