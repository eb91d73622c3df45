"""The views of the queue that everybody has."""

from typing import Final

from common.backoffice.listing import Preset

PRESETS: Final = (
    Preset("Waiting, best first", ""),
    Preset("New, best first", "status=submitted"),
    Preset("Claimed by me", "claimed=me"),
    Preset("Oldest first", "by=oldest"),
    Preset("Flagged by the text filter", "hits=yes&by=risk"),
    Preset("Approved, to integrate", "status=approved&by=oldest"),
    Preset("All", "status=all&by=newest"),
)
