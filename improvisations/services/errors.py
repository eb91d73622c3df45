"""What curation refuses."""

from kleene_site.common.errors import Conflict, Forbidden, RateLimited


class IllegalTransition(Conflict):
    code = "illegal_transition"
    message = "From where this improvisation stands, it cannot go there."


class StaleVersion(Conflict):
    code = "stale_version"
    message = "Somebody decided meanwhile. Look again at where this improvisation stands."


class Claimed(Conflict):
    code = "claimed"
    message = "Another moderator is looking at this improvisation."


class DiffersFromRecord(Conflict):
    code = "differs_from_record"
    message = "The game itself tells it otherwise. What is shared is what happened there."


class AlreadyPending(Conflict):
    code = "already_pending"
    message = "An improvisation of yours from this scene still waits for a decision. Share the next one after that."


class AlreadyShared(Conflict):
    code = "already_shared"
    message = "You have shared this very moment already."


class TooManyShares(RateLimited):
    message = "You have shared as many improvisations as a day allows."


class NotForYou(Forbidden):
    code = "not_endorsable"
    message = "An improvisation is endorsed by those who live in its world, not by its author."
