"""News for the apps above, sent after commit. A signal only hastens: listeners also read the records."""

from django.dispatch import Signal

leader_moved = Signal()  # move: worlds.services.turns.result.LeaderMove
session_completed = Signal()  # session_id: UUID
words_hidden = Signal()  # text_id: UUID, of words that a moderator hid
streams_doubted = Signal()  # user_id: UUID, of somebody whose streams may have to end
