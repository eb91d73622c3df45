"""News for the apps above, sent after commit. A signal only hastens: listeners also read the records."""

from django.dispatch import Signal

session_completed = Signal()  # session_id: UUID
