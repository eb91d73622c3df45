"""News of the sky, sent after commit. A signal only hastens: the log holds what a stream has missed."""

from django.dispatch import Signal

# `sequences`: the numbers of the events that were committed together.
events_stored = Signal()
# `layout_version`: the number of the new layout; every position is another.
layout_changed = Signal()
