"""Why somebody cannot follow, or be in a party."""

from common.errors import Conflict, NotFound


class NothingAsked(NotFound):
    code = "nothing_asked"
    message = "This request does not exist or has expired. Ask for a new one."


class AlreadyAsked(Conflict):
    code = "already_asked"
    message = "A request is open already. Wait until it is answered, or has ended."


class AlreadyFollowing(Conflict):
    code = "already_following"
    message = "You follow somebody already. Unfollow them first."


class NotFollowing(Conflict):
    code = "not_following"
    message = "You follow nobody."


class WouldCircle(Conflict):
    code = "would_circle"
    message = "That player follows you, directly or through others, so you cannot follow them."


class AlreadyInParty(Conflict):
    code = "already_in_party"
    message = "This player is in a party already."


class NotInParty(Conflict):
    code = "not_in_party"
    message = "You are in no party."


class NotTheLeader(Conflict):
    code = "not_the_leader"
    message = "Only the leader of the party can do this."


class PartyFull(Conflict):
    code = "party_full"
    message = "The party is full."
