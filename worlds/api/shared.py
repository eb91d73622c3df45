"""Shared worlds: each call is one service. A world that the caller may not know of is not found."""

import uuid
from datetime import timedelta

from django_filters.rest_framework.backends import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.response import Response

from common import answer_cache
from common.errors import InvalidInput, NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, read
from worlds.api import answers, parameters, shared_answers, shared_bodies
from worlds.api.bodies import Nothing
from worlds.api.games import player_of
from worlds.models import SharedWorld
from worlds.models.versions import IncompatibleVersion
from worlds.services.games.world_verification import WorldVerification, verify_as_member
from worlds.services.membership import (
    archiving,
    directory,
    hosting,
    invited,
    invites,
    joining,
    leaving,
    matchmaking,
    own_place,
    queue,
    spectating,
)
from worlds.services.membership.admission import AgentsNotAllowed, Banned, InvitationNeeded
from worlds.services.membership.creating import ADMISSION
from worlds.services.membership.directory import WorldDetail, WorldSummary
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.hosting import NotTheHost
from worlds.services.membership.invited import AlreadyInvited, NotACompanion
from worlds.services.membership.invites import TooManyInvites
from worlds.services.membership.joining import Joined, StillPlaying
from worlds.services.membership.spectating import AlreadyPlaying, NoSpectators, SpectatorsFull
from worlds.services.player_limits import TooManyGames, TooManyWorlds
from worlds.services.stories.catalogue import scenario_summary
from worlds.services.stories.entitlements import EntitlementRequired
from worlds.wire.filters import WorldFilter

HOSTING = (NotTheHost, WorldArchived)


class LobbyDoor(Door):
    queryset = SharedWorld.objects.none()  # the filters ask for the model; the service finds the rows
    filter_backends = (DjangoFilterBackend,)
    filterset_class = WorldFilter

    @operation(answer=PageOf(WorldSummary))
    def list_worlds(self, request: Request) -> Response:
        """List public worlds with players in them, and your own. In worlds of others, hidden players are not listed."""
        user_id = player_of(request).pk
        if not directory.was_never_anywhere(user_id=user_id):
            return self.worlds_for(user_id)
        # Many ask for the same list; its links to further pages hold the whole address.
        address = request.build_absolute_uri()
        told = answer_cache.answers.find_or_make(
            ("worlds", address), directory.TABLES, lambda: self.worlds_for(directory.STRANGER).data
        )
        return Response(told)

    def worlds_for(self, user_id: uuid.UUID) -> Response:
        found = self.paginate_queryset(self.filter_queryset(directory.open_worlds(user_id=user_id)))
        return self.get_paginated_response(directory.world_summaries(found or (), user_id=user_id))


class WorldDoor(Door):
    @operation(answer=WorldDetail)
    def show_world(self, request: Request, world_id: str) -> Response:
        """Get a world. `world_state` is included for its members only."""
        return self.world(request, world_id)

    @operation(request=shared_bodies.Join, answer=answers.Started, raises=(*ADMISSION, StillPlaying, TooManyGames))
    def join_world(self, request: Request, world_id: str) -> Response:
        """Join with a new character, or with the one that you left there. Joining twice changes nothing."""
        wish = read(shared_bodies.Join, request)
        enter = joining.join_with_new_character if wish.pop("new_character") else joining.join_world
        return self.game(request, enter(user_id=player_of(request).pk, world_id=world_id, **wish))

    @operation(request=Nothing, answer=shared_answers.Left, raises=(NotAMember, WorldArchived))
    def leave_world(self, request: Request, world_id: str) -> Response:
        """Leave the world. Your session is kept, and joining again resumes it."""
        read(Nothing, request)
        return Response(
            shared_answers.left_answer(leaving.leave_world(user_id=player_of(request).pk, world_id=world_id))
        )

    @operation(
        request=shared_bodies.Watch,
        answer=WorldDetail,
        raises=(
            WorldArchived,
            Banned,
            AgentsNotAllowed,
            InvitationNeeded,
            NoSpectators,
            SpectatorsFull,
            AlreadyPlaying,
        ),
    )
    def spectate_world(self, request: Request, world_id: str) -> Response:
        """Watch without a seat."""
        wish = read(shared_bodies.Watch, request)
        spectating.spectate_world(user_id=player_of(request).pk, world_id=world_id, **wish)
        return self.world(request, world_id)

    @operation(answer=WorldVerification, raises=(NotAMember, IncompatibleVersion))
    def verify_world(self, request: Request, world_id: str) -> Response:
        """Replay the world's log and compare every record, the world, its games and its events. For those who are in it."""
        return Response(verify_as_member(user_id=player_of(request).pk, world_id=world_id))

    @operation(
        request=shared_bodies.QuickJoin,
        answer=answers.Started,
        raises=(NotFound, EntitlementRequired, TooManyGames, TooManyWorlds),
    )
    def quick_join(self, request: Request) -> Response:
        """Join an open world of a scenario that has a free seat, or create one."""
        wish = read(shared_bodies.QuickJoin, request)
        slug = wish.pop("scenario_id")
        return self.game(request, matchmaking.quick_join(user_id=player_of(request).pk, scenario_slug=slug, **wish))

    @operation(answer=queue.QueueStatistics, parameters=[parameters.SCENARIO], raises=(NotFound,))
    def show_queue(self, request: Request) -> Response:
        """Get how many players wait for company in public worlds, and how long it took others to find it. `scenario_id` narrows it."""
        slug = parameters.scenario_id(request)
        if slug is not None:
            scenario_summary(slug=slug)  # raises NotFound
        return Response(queue.queue_statistics(scenario_slug=slug))

    @operation(request=shared_bodies.WorldSettings, answer=WorldDetail, raises=HOSTING)
    def change_world_settings(self, request: Request, world_id: str) -> Response:
        """Change the settings of your world that are given; others stay as they are."""
        wish = read(shared_bodies.WorldSettings, request)
        hosting.change_world_settings(user_id=player_of(request).pk, world_id=world_id, **wish)
        return self.world(request, world_id)

    @operation(request=shared_bodies.SendAway, answer=WorldDetail, raises=HOSTING)
    def kick_player(self, request: Request, world_id: str) -> Response:
        """Remove a player from your world. They can join again; a private world needs a new invitation."""
        return self.sent_away(request, world_id, hosting.kick_player)

    @operation(request=shared_bodies.SendAway, answer=WorldDetail, raises=HOSTING)
    def ban_player(self, request: Request, world_id: str) -> Response:
        """Ban a player from your world, whether or not they are in it."""
        return self.sent_away(request, world_id, hosting.ban_player)

    @operation(request=shared_bodies.Ready, answer=WorldDetail, raises=(NotAMember, WorldArchived))
    def set_ready(self, request: Request, world_id: str) -> Response:
        """Set whether you are ready."""
        wish = read(shared_bodies.Ready, request)
        hosting.set_ready(user_id=player_of(request).pk, world_id=world_id, is_ready=wish["ready"])
        return self.world(request, world_id)

    @operation(request=shared_bodies.OwnChoices, answer=shared_answers.OwnPlace, raises=(NotAMember, WorldArchived))
    def change_own_place(self, request: Request, world_id: str) -> Response:
        """Choose what people outside the world see of you. The players in it always see your character."""
        wish = read(shared_bodies.OwnChoices, request)
        place = own_place.choose_own_place(user_id=player_of(request).pk, world_id=world_id, **wish)
        return Response(shared_answers.own_place_answer(place))

    @operation(request=Nothing, answer=WorldDetail, raises=HOSTING)
    def archive_world(self, request: Request, world_id: str) -> Response:
        """End a world, as its host or as staff. Its stories stay readable, and each can be continued alone."""
        read(Nothing, request)
        player = player_of(request)
        archived = (
            archiving.archive_any(world_id=world_id)
            if player.is_staff
            else archiving.archive_world(user_id=player.pk, world_id=world_id)
        )
        return Response(directory.detail_of(archived, user_id=player.pk))

    def world(self, request: Request, world_id: str) -> Response:
        return Response(directory.world_detail(user_id=player_of(request).pk, world_id=world_id))

    def game(self, request: Request, joined: Joined) -> Response:
        return Response(answers.started_answer(joined.session, player_of(request)))

    def sent_away(self, request: Request, world_id: str, send: hosting.SendsAway) -> Response:
        wish = read(shared_bodies.SendAway, request)
        player, reason = wish["user_id"], wish.get("reason", "")
        send(user_id=player_of(request).pk, world_id=world_id, player=player, reason=reason)
        return self.world(request, world_id)


class InviteDoor(Door):
    @operation(answer=PageOf(shared_answers.ListedInvitation), raises=(NotAMember, WorldArchived))
    def list_invites(self, request: Request, world_id: str) -> Response:
        """List the open invitations that you can revoke: your own, or all of them as host."""
        found = invites.open_in(user_id=player_of(request).pk, world_id=world_id)
        return self.pages(found, lambda each: shared_answers.listed_invitation(each, request))

    @operation(
        answer=shared_answers.Invitation,
        status=201,
        request=shared_bodies.NewInvite,
        raises=(NotAMember, WorldArchived, TooManyInvites, NotACompanion, AlreadyInvited),
    )
    def create_invite(self, request: Request, world_id: str) -> Response:
        """Create an invitation to your world: a link, or for one `player`, which expires after a week."""
        wish, mine = read(shared_bodies.NewInvite, request), player_of(request).pk
        if "player" in wish and len(wish) > 1:
            raise InvalidInput("max_uses and expires_in are for links, without a player.")
        if "player" in wish:
            invite = invited.invite_player(user_id=mine, world_id=world_id, player=wish["player"])
        else:
            lives = timedelta(seconds=wish["expires_in"]) if "expires_in" in wish else invites.LIVES
            most = wish.get("max_uses")
            invite = invites.create_invite(user_id=mine, world_id=world_id, max_uses=most, lives=lives)
        return Response(shared_answers.invitation_answer(invite, request), status=201)

    @operation(answer=None, status=204)
    def revoke_invite(self, request: Request, world_id: str, code: str) -> Response:
        """Revoke an invitation."""
        invites.revoke_invite(user_id=player_of(request).pk, world_id=world_id, code=code)
        return Response(status=204)

    @operation(request=shared_bodies.Accept, answer=answers.Started, raises=ADMISSION)
    def accept_invite(self, request: Request, code: str) -> Response:
        """Join the world of an invitation."""
        wish = read(shared_bodies.Accept, request)
        player = player_of(request)
        return Response(
            answers.started_answer(invites.accept_invite(user_id=player.pk, code=code, **wish).session, player)
        )
