"""The account calls of the API."""

from django.contrib.auth import update_session_auth_hash
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import AuthRequired, InvalidInput, NotFound, RateLimited, Suspended
from common.schema import operation
from common.throttles import client_address
from common.ticket_door import NoFields
from common.viewsets import Door, read
from profiles.api import answers, bodies
from profiles.authentication import CookieAuthentication
from profiles.hashing import PasswordsBusy
from profiles.models import User
from profiles.services import accounts, agents, pictures, resets, tokens
from profiles.services.addresses import AddressTaken, NothingToConfirm
from profiles.services.errors import LinkExpired, NoPassword, NotAGuest, TokenInvalid, WrongCredentials
from profiles.services.mail_choices import mail_wishes_of
from profiles.services.privacy import privacy_of

CONFIRMATION_IS_SENT = "We sent an e-mail with a confirmation link."
BY_PASSWORD = (RateLimited, PasswordsBusy)


class Admission(Door):
    """Accounts of people who are not signed in; the body identifies them."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @operation(request=bodies.Registration, answer=answers.Admitted, status=201, raises=BY_PASSWORD)
    def register(self, request: Request) -> Response:
        """Create an account."""
        user = accounts.register_account(**read(bodies.Registration, request), address=client_address(request))
        return Response(answers.admitted_answer(user, tokens.issue_pair(user)), status=201)

    @operation(request=bodies.GuestRegistration, answer=answers.Admitted, status=201, raises=(RateLimited,))
    def begin_as_guest(self, request: Request) -> Response:
        """Create a guest account. Claim it later to keep it."""
        user = accounts.create_guest(**read(bodies.GuestRegistration, request), address=client_address(request))
        return Response(answers.admitted_answer(user, tokens.issue_pair(user)), status=201)

    @operation(
        request=bodies.Credentials,
        answer=answers.SignedIn,
        raises=(WrongCredentials, Suspended, *BY_PASSWORD),
    )
    def sign_in(self, request: Request) -> Response:
        """Sign in. Failures are counted by account and address."""
        user = accounts.sign_in(**read(bodies.Credentials, request), address=client_address(request))
        return Response(answers.signed_in_answer(user, tokens.issue_pair(user)))

    @operation(
        request=bodies.Login,
        tags=["auth"],
        answer=answers.LoggedIn,
        raises=(WrongCredentials, Suspended, *BY_PASSWORD),
    )
    def log_in(self, request: Request) -> Response:
        """Sign in by username or e-mail address; the answer holds the access token alone."""
        given = read(bodies.Login, request)
        admit = accounts.sign_in_by_email if "email" in given else accounts.sign_in
        user = admit(**given, address=client_address(request))
        return Response({"token": tokens.issue_pair(user)["access"], "user_id": user.short_id})

    @operation(request=bodies.Refresh, answer=answers.SignedIn, raises=(tokens.InvalidToken, Suspended))
    def renew_tokens(self, request: Request) -> Response:
        """Exchange a refresh token for a new pair. It works once; reusing it revokes every token of that sign-in."""
        user, pair = tokens.renew_pair(**read(bodies.Refresh, request))
        return Response(answers.signed_in_answer(user, pair))

    @operation(request=bodies.Refresh, status=204, raises=(tokens.InvalidToken,))
    def log_out(self, request: Request) -> Response:
        """Revoke a refresh token and every other token of that sign-in."""
        tokens.revoke_refresh(**read(bodies.Refresh, request))
        return Response(status=204)

    @operation(request=bodies.ResetRequest, answer=answers.Notice, raises=(RateLimited,))
    def request_password_reset(self, request: Request) -> Response:
        """Request an e-mail with a reset link. The answer is the same for every address."""
        accounts.request_reset(**read(bodies.ResetRequest, request), address=client_address(request))
        return Response({"message": resets.RESET_IS_SENT})

    @operation(
        request=bodies.ResetConfirmation, answer=answers.SignedIn, raises=(LinkExpired, InvalidInput, *BY_PASSWORD)
    )
    def confirm_password_reset(self, request: Request) -> Response:
        """Set a new password with the `user_id` and `token` of the e-mailed link. Every other session ends."""
        given = read(bodies.ResetConfirmation, request)
        user = accounts.confirm_reset(**given, address=client_address(request))
        return Response(answers.signed_in_answer(user, tokens.issue_pair(user)))

    @operation(request=bodies.AddressProof, answer=answers.ConfirmedAddress, raises=(LinkExpired, AddressTaken))
    def confirm_address(self, request: Request) -> Response:
        """Confirm an account's e-mail address with the `user_id` and `token` of the e-mailed link. Does not sign in."""
        user = accounts.prove_address(**read(bodies.AddressProof, request))
        return Response({"user_id": user.short_id, "email": user.email})


class OwnAccount(Door):
    @operation(request=bodies.Claim, answer=answers.Admitted, raises=(NotAGuest, *BY_PASSWORD))
    def claim_guest(self, request: Request) -> Response:
        """Give a guest account a username and a password. Its earlier tokens are revoked."""
        given = read(bodies.Claim, request)
        user = accounts.register_guest(user_id=caller_of(request).pk, **given, address=client_address(request))
        return self.still_here(request, user)

    @operation(request=bodies.PasswordChange, answer=answers.Admitted, raises=(NoPassword, *BY_PASSWORD))
    def change_password(self, request: Request) -> Response:
        """Set a new password. Every other session ends; this one continues with the tokens of the answer."""
        given = read(bodies.PasswordChange, request)
        user = accounts.change_password(user_id=caller_of(request).pk, **given, address=client_address(request))
        return self.still_here(request, user)

    @operation(answer=answers.OwnAddress)
    def show_address(self, request: Request) -> Response:
        """Your own e-mail address, and whether it is confirmed."""
        return Response(answers.own_address_answer(caller_of(request)))

    @operation(
        request=bodies.AddressChange,
        answer=answers.OwnAddress,
        status=202,
        raises=(NoPassword, InvalidInput, *BY_PASSWORD),
    )
    def change_address(self, request: Request) -> Response:
        """Change your e-mail address. An e-mail confirms the new address; another notifies the former one."""
        given = read(bodies.AddressChange, request)
        user = accounts.change_address(user_id=caller_of(request).pk, **given, address=client_address(request))
        return Response(answers.own_address_answer(user), status=202)

    @operation(request=bodies.OwnProof, answer=answers.OwnAddress, raises=(TokenInvalid, AddressTaken))
    def prove_address(self, request: Request) -> Response:
        """Confirm your e-mail address with the `token` of the e-mailed link."""
        user = accounts.prove_own_address(user=caller_of(request), **read(bodies.OwnProof, request))
        return Response(answers.own_address_answer(user))

    @operation(request=NoFields, answer=answers.Notice, raises=(NothingToConfirm, RateLimited))
    def send_confirmation(self, request: Request) -> Response:
        """Send the confirmation e-mail again."""
        read(NoFields, request)
        accounts.order_proof(user=caller_of(request), address=client_address(request))
        return Response({"message": CONFIRMATION_IS_SENT})

    @operation(answer=answers.Account)
    def show_account(self, request: Request) -> Response:
        """Your own account."""
        return account_response(caller_of(request))

    @operation(request=bodies.AccountChanges, answer=answers.Account)
    def change_account(self, request: Request) -> Response:
        """Change the given fields; the others stay as they are."""
        user = accounts.update_account(user_id=caller_of(request).pk, **read(bodies.AccountChanges, request))
        return account_response(user)

    @operation(answer=answers.AgentTold, raises=(NotFound,))
    def show_agent(self, request: Request) -> Response:
        """How your agent plays, as everybody is told; 404 for an account that is not an agent's."""
        return Response(answers.agent_answer(agents.behavior_of(caller_of(request))))

    @operation(
        request=bodies.AgentDeclaration,
        answer=answers.AgentTold,
        raises=(agents.AlreadyPlayed, agents.StaysAPerson, InvalidInput),
    )
    def declare_agent(self, request: Request) -> Response:
        """Say that a program plays with this account, and how. Everybody is told. Not for an account with which a person has played."""
        given = read(bodies.AgentDeclaration, request)
        return Response(answers.agent_answer(agents.declare_agent(user_id=caller_of(request).pk, **given)))

    def still_here(self, request: Request, user: User) -> Response:
        if isinstance(request.successful_authenticator, CookieAuthentication):
            update_session_auth_hash(request, user)
        return Response(answers.admitted_answer(user, tokens.issue_pair(user)))


def account_response(user: User) -> Response:
    version, privacy, mail = pictures.version_of(user), privacy_of(user), mail_wishes_of(user)
    return Response(answers.account_answer(user, picture=version, privacy=privacy, mail=mail))


def caller_of(request: Request) -> User:
    if not isinstance(request.user, User):
        raise AuthRequired
    return request.user
