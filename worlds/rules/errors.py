"""Why the rules refuse: facts with a stable code; nothing has happened when one is raised."""

from __future__ import annotations

from common.errors import KleeneError


class RuleError(KleeneError):
    """The rules of play refuse a request."""


class SessionOver(RuleError):
    code = "session_over"
    status = 409
    message = "This story has ended. Start again, rewind, or download it."


class OptionNotAvailable(RuleError):
    code = "option_not_available"
    status = 400
    message = "That option is not available here."


class NotFreeToRoam(RuleError):
    code = "not_free_to_roam"
    status = 409
    message = "This player cannot be moved now: at this point of their story nobody may roam."


class NoSuchPlace(RuleError):
    code = "no_such_place"
    status = 404
    message = "There is no place of that name in this story."
