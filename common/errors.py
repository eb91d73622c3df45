"""What a service raises when it refuses. Doors answer with it: the `code` is contract, the message is for people."""

from collections.abc import Mapping
from typing import ClassVar

from common.waiting_time import waiting_time


class KleeneError(Exception):
    """A refused request: stable `code`, HTTP `status`, one clear sentence, and `details` that are safe to show."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message: str = "This cannot be done."
    title: ClassVar[str] = ""  # of the page that says so; empty: the one of its status
    start_again: str = ""  # the scenario that the page offers to start again

    def __init__(self, message: str | None = None, /, **details: object) -> None:
        self.message = message or type(self).message
        self.details: Mapping[str, object] = details
        super().__init__(self.message)


class InvalidInput(KleeneError):
    code = "invalid_input"
    message = "This request is invalid."


class AuthRequired(KleeneError):
    code = "auth_required"
    status = 401
    message = "Sign in first."


class AuthInvalid(KleeneError):
    code = "auth_invalid"
    status = 401
    message = "These credentials are invalid."


class Forbidden(KleeneError):
    code = "forbidden"
    status = 403
    message = "You are not allowed to do this."


class Suspended(Forbidden):
    """`details`: until (None: for good), reason, appeal."""

    code = "suspended"
    message = "This account is suspended."
    title = "This account is suspended"


class NotFound(KleeneError):
    """Also for what the caller may not know of: it must look exactly like what does not exist."""

    code = "not_found"
    status = 404
    message = "Not found."


class Conflict(KleeneError):
    code = "conflict"
    status = 409
    message = "This conflicts with the current state. Reload and try again."


class TooLarge(KleeneError):
    code = "too_large"
    status = 413
    message = "This request is too large."


class UnsupportedMedia(KleeneError):
    code = "unsupported_media_type"
    status = 415
    message = "Send the body as JSON."


class RetryLater(KleeneError):
    """A refusal that passes by itself; its sentence ends with how long that takes.

    `retry_after` counts whole seconds and becomes the Retry-After header.
    """

    def __init__(self, message: str | None = None, /, *, retry_after: int, **details: object) -> None:
        super().__init__(f"{message or type(self).message} Try again in {waiting_time(retry_after)}.", **details)
        self.retry_after = retry_after


class RateLimited(RetryLater):
    code = "rate_limit_exceeded"
    status = 429
    message = "Too many requests."


class Unavailable(RetryLater):
    code = "unavailable"
    status = 503
    message = "This is not available right now."
