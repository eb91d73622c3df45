from common.errors import AuthInvalid, Conflict, InvalidInput


class WrongCredentials(AuthInvalid):
    """The same for a wrong name and for a wrong password."""

    message = "The username or password is wrong."


class NotAGuest(Conflict):
    code = "not_a_guest"
    message = "This account already has a username and a password."


class NoPassword(Conflict):
    code = "no_password"
    message = "A guest account has no password. Create an account first."


class LinkExpired(InvalidInput):
    code = "link_expired"
    message = "This link has expired or was already used. Request a new one."


class TokenInvalid(LinkExpired):
    code = "token_invalid"
    message = "This token is invalid or has expired. Request another e-mail."
