"""Why a shared world refuses."""

from __future__ import annotations

from common.errors import Conflict, Forbidden, KleeneError, RetryLater


class NotAMember(Forbidden):
    code = "not_a_member"
    message = "You are not in this world. Join it first."


class SpectatorsWatch(Forbidden):
    message = "You are watching this world. Join it to take part."


class WorldArchived(KleeneError):
    code = "world_archived"
    status = 410
    message = "This world has ended. You can still read your story, or continue it alone."


class NotStarted(Conflict):
    code = "not_started"
    message = "This world starts when all players are ready, or when its host starts it. Nothing was played."


class TurnLockTimeout(RetryLater):
    """The place was not free within TURN_WAIT_TIMEOUT; nothing has happened."""

    code = "turn_lock_timeout"
    status = 503
    message = "Other players are still acting here. Your choice was not played."


class TurnLockExpired(Conflict):
    """The narrator took longer than the lease lives, and somebody else acts at the place now."""

    code = "turn_lock_expired"
    message = "This took too long, so the next player went first. Nothing has changed: try again."
