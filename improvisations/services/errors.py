"""What curation refuses."""

from common.errors import Conflict, Forbidden, InvalidInput, RateLimited


class IllegalTransition(Conflict):
    code = "illegal_transition"
    message = "This improvisation cannot be moved to that status."


class StaleVersion(Conflict):
    code = "stale_version"
    message = "Somebody else changed this improvisation meanwhile. Reload it and try again."


class Claimed(Conflict):
    code = "claimed"
    message = "Another moderator has claimed this improvisation."


class OwnIdea(Forbidden):
    code = "own_idea"
    message = "Another moderator must decide about your own improvisation."


class NotVisited(Conflict):
    code = "node_not_visited"
    message = "Your game has not reached this scene."


class DiffersFromRecord(Conflict):
    code = "differs_from_record"
    message = "This does not match your game's record."


class AlreadyPending(Conflict):
    code = "already_pending"
    message = "You already have an improvisation from this scene that awaits a decision. Share another one after that."


class AlreadyShared(Conflict):
    code = "already_shared"
    message = "You have already shared this moment."


class NothingChanged(InvalidInput):
    message = "These words were already rejected. Change something before you resubmit."


class TooManyShares(RateLimited):
    message = "You have reached today's limit of shared improvisations."


class OwnImprovisation(Forbidden):
    code = "own_improvisation"
    message = "You cannot endorse your own improvisation."


class Decided(Conflict):
    code = "already_decided"
    message = "This improvisation has already been decided."


class WordsRemoved(Conflict):
    code = "words_removed"
    message = "The text of this improvisation was removed, so it cannot be used."


class Undone(Conflict):
    code = "already_undone"
    message = "This integration has already been undone."


class TooStrong(InvalidInput):
    """`details["consequences"]` tells what is more than an idea may do."""

    message = "An improvisation can only add soft consequences to the story."
