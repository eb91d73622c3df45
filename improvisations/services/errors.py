"""What curation refuses."""

from common.errors import Conflict, Forbidden, InvalidInput, RateLimited


class IllegalTransition(Conflict):
    code = "illegal_transition"
    message = "From where this improvisation stands, it cannot go there."


class StaleVersion(Conflict):
    code = "stale_version"
    message = "Somebody decided meanwhile. Look again at where this improvisation stands."


class Claimed(Conflict):
    code = "claimed"
    message = "Another moderator is looking at this improvisation."


class NotVisited(Conflict):
    code = "node_not_visited"
    message = "Your game has not been at this scene."


class DiffersFromRecord(Conflict):
    code = "differs_from_record"
    message = "Your game tells it otherwise. What is shared is what happened there."


class AlreadyPending(Conflict):
    code = "already_pending"
    message = "An improvisation of yours from this scene still waits for a decision. Share the next one after that."


class AlreadyShared(Conflict):
    code = "already_shared"
    message = "You have shared this very moment before."


class NothingChanged(InvalidInput):
    message = "Change something first: these very words were turned down."


class TooManyShares(RateLimited):
    message = "You have shared as many improvisations as a day allows."


class OwnImprovisation(Forbidden):
    code = "own_improvisation"
    message = "Let others speak for it: this improvisation is your own."


class Decided(Conflict):
    code = "already_decided"
    message = "This improvisation has already been decided."


class WordsRemoved(Conflict):
    code = "words_removed"
    message = "The words of this improvisation were removed, so nothing can be made of it."


class Undone(Conflict):
    code = "already_undone"
    message = "This was undone before."


class TooStrong(InvalidInput):
    """`details["consequences"]` tells what is more than an idea may do."""

    message = "An improvisation may bring only soft consequences into the story."
