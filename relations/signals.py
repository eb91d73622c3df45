"""News for the apps above, sent after commit. A signal only hastens: whether two people are apart can be asked at any time, and a job does."""

from django.dispatch import Signal

players_parted = Signal()  # blocker, blocked: uuid.UUID
