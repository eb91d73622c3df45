"""Players as others see them, and everything that is kept about oneself."""

from django.contrib.auth import logout
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound, RateLimited
from common.schema import operation
from common.throttles import client_address
from common.viewsets import Door, read
from profiles.api import answers, bodies, player_answers
from profiles.api.accounts import BY_PASSWORD, caller_of
from profiles.authentication import CookieAuthentication
from profiles.services import deletion, export, profile
from profiles.services.deletion import KeepsTheHouse
from profiles.spooled import Spooled


class Players(Door):
    permission_classes = (AllowAny,)

    @operation(answer=player_answers.PublicProfile, raises=(NotFound,))
    def show_profile(self, request: Request, user_id: str) -> Response:
        """A player's profile. Private parts are shown to the player alone."""
        found = profile.profile_of(user_id=user_id, reader_id=request.user.pk)
        return Response(player_answers.profile_answer(found))


class OwnRecords(Door):
    @operation(answer=answers.EverythingKept, raises=(RateLimited,))
    def export_account(self, request: Request) -> HttpResponseBase:
        """Everything that is stored about you."""
        pieces = export.everything_about(user_id=caller_of(request).pk)
        return Spooled(pieces, content_type="application/json", file_name=export.file_name(timezone.now()))

    @operation(request=bodies.Farewell, status=204, raises=(KeepsTheHouse, *BY_PASSWORD))
    def delete_account(self, request: Request) -> Response:
        """Delete your account permanently. Send your password; a guest sends their own `user_id` as `confirm`. Names, e-mail address, texts and picture are erased immediately and every sign-in ends; worlds, logs and leaderboard entries stay, without your name."""
        given = read(bodies.Farewell, request)
        deletion.say_farewell(user_id=caller_of(request).pk, **given, address=client_address(request))
        if isinstance(request.successful_authenticator, CookieAuthentication):
            logout(request._request)  # noqa: SLF001 - the framework's request is no Django one
        return Response(status=204)
