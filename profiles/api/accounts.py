"""The account calls of the API."""

from django.contrib.auth import update_session_auth_hash
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import AuthRequired, InvalidInput, RateLimited, Suspended
from common.schema import operation
from common.throttles import client_address
from common.ticket_door import NoFields
from common.viewsets import Door, read
from profiles import serializers as shapes
from profiles.authentication import CookieAuthentication
from profiles.hashing import PasswordsBusy
from profiles.models import User
from profiles.services import accounts, pictures, resets, tokens
from profiles.services.addresses import AddressTaken, NothingToConfirm
from profiles.services.errors import LinkExpired, NoPassword, NotAGuest, TokenInvalid, WrongCredentials
from profiles.services.privacy import privacy_of

CONFIRMATION_IS_SENT = "We sent an e-mail with a confirmation link."
BY_PASSWORD = (RateLimited, PasswordsBusy)


class Admission(Door):
    """Accounts of people who are not signed in; the body identifies them."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @operation(request=shapes.Registration, answer=shapes.Admitted, status=201, raises=BY_PASSWORD)
    def register(self, request: Request) -> Response:
        """Create an account."""
        user = accounts.register_account(**read(shapes.Registration, request), address=client_address(request))
        return Response(shapes.admitted(user, tokens.issue_pair(user)), status=201)

    @operation(request=shapes.GuestRegistration, answer=shapes.Admitted, status=201, raises=(RateLimited,))
    def begin_as_guest(self, request: Request) -> Response:
        """Create a guest account. Claim it later to keep it."""
        user = accounts.create_guest(**read(shapes.GuestRegistration, request), address=client_address(request))
        return Response(shapes.admitted(user, tokens.issue_pair(user)), status=201)

    @operation(
        request=shapes.Credentials,
        answer=shapes.SignedIn,
        raises=(WrongCredentials, Suspended, *BY_PASSWORD),
    )
    def sign_in(self, request: Request) -> Response:
        """Sign in. Failures are counted by account and address."""
        user = accounts.sign_in(**read(shapes.Credentials, request), address=client_address(request))
        return Response(shapes.signed_in(user, tokens.issue_pair(user)))

    @operation(
        request=shapes.Login,
        tags=["auth"],
        answer=shapes.LoggedIn,
        raises=(WrongCredentials, Suspended, *BY_PASSWORD),
    )
    def log_in(self, request: Request) -> Response:
        """Sign in by username or e-mail address; the answer holds the access token alone."""
        given = read(shapes.Login, request)
        admit = accounts.sign_in_by_email if "email" in given else accounts.sign_in
        user = admit(**given, address=client_address(request))
        return Response({"token": tokens.issue_pair(user)["access"], "user_id": user.short_id})

    @operation(request=shapes.Refresh, answer=shapes.SignedIn, raises=(tokens.InvalidToken, Suspended))
    def renew_tokens(self, request: Request) -> Response:
        """Exchange a refresh token for a new pair. It works once; reusing it revokes every token of that sign-in."""
        user, pair = tokens.renew_pair(**read(shapes.Refresh, request))
        return Response(shapes.signed_in(user, pair))

    @operation(request=shapes.Refresh, status=204, raises=(tokens.InvalidToken,))
    def log_out(self, request: Request) -> Response:
        """Revoke a refresh token and every other token of that sign-in."""
        tokens.revoke_refresh(**read(shapes.Refresh, request))
        return Response(status=204)

    @operation(request=shapes.ResetRequest, answer=shapes.Notice, raises=(RateLimited,))
    def request_password_reset(self, request: Request) -> Response:
        """Request an e-mail with a reset link. The answer is the same for every address."""
        accounts.request_reset(**read(shapes.ResetRequest, request), address=client_address(request))
        return Response({"message": resets.RESET_IS_SENT})

    @operation(
        request=shapes.ResetConfirmation, answer=shapes.SignedIn, raises=(LinkExpired, InvalidInput, *BY_PASSWORD)
    )
    def confirm_password_reset(self, request: Request) -> Response:
        """Set a new password with the `user_id` and `token` of the e-mailed link. Every other session ends."""
        given = read(shapes.ResetConfirmation, request)
        user = accounts.confirm_reset(**given, address=client_address(request))
        return Response(shapes.signed_in(user, tokens.issue_pair(user)))

    @operation(request=shapes.AddressProof, answer=shapes.ConfirmedAddress, raises=(LinkExpired, AddressTaken))
    def confirm_address(self, request: Request) -> Response:
        """Confirm an account's e-mail address with the `user_id` and `token` of the e-mailed link. Does not sign in."""
        user = accounts.prove_address(**read(shapes.AddressProof, request))
        return Response({"user_id": user.short_id, "email": user.email})


class OwnAccount(Door):
    @operation(request=shapes.Claim, answer=shapes.Admitted, raises=(NotAGuest, *BY_PASSWORD))
    def claim_guest(self, request: Request) -> Response:
        """Give a guest account a username and a password. Its earlier tokens are revoked."""
        given = read(shapes.Claim, request)
        user = accounts.register_guest(user_id=caller_of(request).pk, **given, address=client_address(request))
        return self.still_here(request, user)

    @operation(request=shapes.PasswordChange, answer=shapes.Admitted, raises=(NoPassword, *BY_PASSWORD))
    def change_password(self, request: Request) -> Response:
        """Set a new password. Every other session ends; this one continues with the tokens of the answer."""
        given = read(shapes.PasswordChange, request)
        user = accounts.change_password(user_id=caller_of(request).pk, **given, address=client_address(request))
        return self.still_here(request, user)

    @operation(answer=shapes.OwnAddress)
    def show_address(self, request: Request) -> Response:
        """Your own e-mail address, and whether it is confirmed."""
        return Response(shapes.own_address(caller_of(request)))

    @operation(
        request=shapes.AddressChange,
        answer=shapes.OwnAddress,
        status=202,
        raises=(NoPassword, InvalidInput, *BY_PASSWORD),
    )
    def change_address(self, request: Request) -> Response:
        """Change your e-mail address. An e-mail confirms the new address; another notifies the former one."""
        given = read(shapes.AddressChange, request)
        user = accounts.change_address(user_id=caller_of(request).pk, **given, address=client_address(request))
        return Response(shapes.own_address(user), status=202)

    @operation(request=shapes.OwnProof, answer=shapes.OwnAddress, raises=(TokenInvalid, AddressTaken))
    def prove_address(self, request: Request) -> Response:
        """Confirm your e-mail address with the `token` of the e-mailed link."""
        user = accounts.prove_own_address(user=caller_of(request), **read(shapes.OwnProof, request))
        return Response(shapes.own_address(user))

    @operation(request=NoFields, answer=shapes.Notice, raises=(NothingToConfirm, RateLimited))
    def send_confirmation(self, request: Request) -> Response:
        """Send the confirmation e-mail again."""
        read(NoFields, request)
        accounts.order_proof(user=caller_of(request), address=client_address(request))
        return Response({"message": CONFIRMATION_IS_SENT})

    @operation(answer=shapes.Account)
    def show_account(self, request: Request) -> Response:
        """Your own account."""
        return account_response(caller_of(request))

    @operation(request=shapes.AccountChanges, answer=shapes.Account)
    def change_account(self, request: Request) -> Response:
        """Change the given fields; the others stay as they are."""
        user = accounts.update_account(user_id=caller_of(request).pk, **read(shapes.AccountChanges, request))
        return account_response(user)

    def still_here(self, request: Request, user: User) -> Response:
        if isinstance(request.successful_authenticator, CookieAuthentication):
            update_session_auth_hash(request, user)
        return Response(shapes.admitted(user, tokens.issue_pair(user)))


def account_response(user: User) -> Response:
    return Response(shapes.account(user, picture=pictures.version_of(user), privacy=privacy_of(user)))


def caller_of(request: Request) -> User:
    if not isinstance(request.user, User):
        raise AuthRequired
    return request.user
