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
