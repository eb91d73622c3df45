"""News of the sky, sent after commit. A signal only hastens: the log holds what a stream has missed."""

from typing import Final

from django.dispatch import Signal

TOPIC: Final = "cosmos"  # what processes tell each other of the sky

# `sequences`: the numbers of the events that were committed together.
events_stored = Signal()
# `layout_version`: the number of the new layout; every position is another.
layout_changed = Signal()
