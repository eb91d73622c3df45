from common.errors import AuthInvalid, Conflict, InvalidInput


class WrongCredentials(AuthInvalid):
    """The same for a wrong name and for a wrong password."""

    message = "Name and password do not match."


class NotAGuest(Conflict):
    code = "not_a_guest"
    message = "This account has a name and a password already."


class NoPassword(Conflict):
    code = "no_password"
    message = "A guest has no password. Claim the account first."


class LinkExpired(InvalidInput):
    code = "link_expired"
    message = "This link was already used or has expired. Ask for a new one."


class TokenInvalid(LinkExpired):
    code = "token_invalid"
    message = "This token is invalid or has expired. Ask for another e-mail."
