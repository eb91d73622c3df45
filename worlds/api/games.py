"""A player's games: each call is one service. Somebody else's game is not found."""

from typing import Any, cast

from django_filters.rest_framework.backends import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import InvalidInput, NotFound, RateLimited
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, read
from worlds.api import answers, bodies, parameters
from worlds.models import GameSession
from worlds.models.versions import IncompatibleVersion
from worlds.rules.errors import OptionNotAvailable, SessionOver
from worlds.services.games import abandoning, preferences, replay, rewind, sessions, transcript
from worlds.services.games.others_choices import OthersChoices, others_choices
from worlds.services.games.replay import Verification
from worlds.services.games.rewind import RewindImpossible
from worlds.services.games.seen_view import look_and_remember
from worlds.services.games.view import View, session_view
from worlds.services.membership.creating import ADMISSION, start_shared
from worlds.services.membership.errors import NotAMember, TurnLockExpired, TurnLockTimeout, WorldArchived
from worlds.services.membership.forking import AlreadyAlone, fork_game
from worlds.services.player_limits import TooManyGames, TooManyWorlds
from worlds.services.stories.entitlements import EntitlementRequired
from worlds.services.turns import playing
from worlds.services.turns.request import IdempotencyConflict, StaleTurn, TurnRequest
from worlds.wire.entity_tags import PRIVATE, entity_tag, has_version
from worlds.wire.filters import GameFilter
from worlds.wire.turns import TurnAnswer, turn_answer

SHARED = (NotAMember, WorldArchived, RateLimited, TurnLockTimeout, TurnLockExpired)


class ShelfDoor(Door):
    queryset = GameSession.objects.none()  # the filters ask for the model; the service finds the rows
    filter_backends = (DjangoFilterBackend,)
    filterset_class = GameFilter

    @operation(answer=PageOf(answers.GameSummary))
    def list_games(self, request: Request) -> Response:
        """List your own games, the last played first."""
        games = sessions.list_owned(user_id=player_of(request).pk)
        return self.pages(self.filter_queryset(games), answers.game_summary)


class GameDoor(Door):
    @operation(request=bodies.Start, answer=answers.Started, raises=(NotFound, TooManyGames, TooManyWorlds, *ADMISSION))
    def start_game(self, request: Request) -> Response:
        """Begin a game: alone, in a world of your own, or in the world that `world_id` names."""
        wish, player = read(bodies.Start, request), player_of(request)
        return Response(answers.started_answer(start_wanted(wish, player), player))

    @operation(answer={200: View, 304: None}, parameters=[parameters.IF_NONE_MATCH, parameters.ETAG])
    def show_game(self, request: Request, session_id: str) -> Response:
        """Get a game as its player sees it. With the `ETag` of a view in `If-None-Match`, 304 while it would be the same.

        A 304 counts as a look, too: the options that the view shows stay offered to you.
        """
        known = request.headers.get("If-None-Match", "")
        look = look_and_remember(self.own(request, session_id), has=lambda version: has_version(known, version))
        headers = {"ETag": entity_tag(look.version), "Cache-Control": PRIVATE}
        return Response(status=304, headers=headers) if look.view is None else Response(look.view, headers=headers)

    @operation(
        request=bodies.Turn,
        answer=TurnAnswer,
        parameters=[parameters.IDEMPOTENCY_KEY, parameters.REPLAYED],
        raises=(OptionNotAvailable, StaleTurn, SessionOver, IdempotencyConflict, *SHARED),
    )
    def play_turn(self, request: Request, session_id: str) -> Response:
        """Choose an option, or write what you do. A stale turn is refused with the current game in `details.view`.

        Inputs have a limit by player, in all their games together, and those that a language model words a tighter one.
        What is answered again under its key, or is stale, counts for neither.
        """
        answer = playing.play_turn(
            user_id=player_of(request).pk,
            session_id=session_id,
            request=TurnRequest(**read(bodies.Turn, request)),
            idempotency_key=parameters.idempotency_key(request),
        )
        replayed = {"Idempotent-Replayed": "true"} if answer.replayed else {}
        return Response(turn_answer(answer.result), headers=replayed)

    @operation(answer=PageOf(answers.TranscriptLine))
    def list_turns(self, request: Request, session_id: str) -> Response:
        """Get the transcript, oldest first. `left` marks turns that a rewind has undone."""
        return self.pages(transcript.full_transcript(self.own(request, session_id)), answers.transcript_line)

    @operation(answer=OthersChoices)
    def list_others_choices(self, request: Request, session_id: str) -> Response:
        """Get how many players chose otherwise than you in this story, once you and enough others have finished it."""
        return Response(others_choices(self.own(request, session_id)))

    @operation(request=bodies.Settings, answer=View, raises=(SessionOver, WorldArchived))
    def change_settings(self, request: Request, session_id: str) -> Response:
        """Change the settings that are given; others stay as they are."""
        wish = read(bodies.Settings, request)
        return Response(preferences.change_settings(user_id=player_of(request).pk, session_id=session_id, **wish))

    @operation(request=bodies.Rewind, answer=View, raises=(RewindImpossible,))
    def rewind_game(self, request: Request, session_id: str) -> Response:
        """Go back to the start of a turn, or by a number of moves. Also possible from an ending."""
        wish = read(bodies.Rewind, request)
        return Response(rewind.rewind_game(user_id=player_of(request).pk, session_id=session_id, **wish))

    @operation(request=bodies.Nothing, answer=View, raises=(SessionOver, WorldArchived))
    def abandon_game(self, request: Request, session_id: str) -> Response:
        """Abandon a game. It stays readable, and a rewind resumes it."""
        read(bodies.Nothing, request)
        abandoning.abandon_game(user_id=player_of(request).pk, session_id=session_id)
        return Response(session_view(self.own(request, session_id)))

    @operation(
        request=bodies.Nothing,
        answer=answers.Started,
        raises=(AlreadyAlone, SessionOver, EntitlementRequired, TooManyGames),
    )
    def fork_game(self, request: Request, session_id: str) -> Response:
        """Continue a game of a shared world alone, from its current state. The game in the world stays as it is."""
        read(bodies.Nothing, request)
        player = player_of(request)
        return Response(answers.started_answer(fork_game(user_id=player.pk, session_id=session_id), player))

    @operation(answer=Verification, raises=(IncompatibleVersion,))
    def verify_game(self, request: Request, session_id: str) -> Response:
        """Replay the log and compare every hash. Of a game in a shared world the log of that world is replayed."""
        return Response(replay.verify_own(user_id=player_of(request).pk, session_id=session_id))

    def own(self, request: Request, session_id: str) -> GameSession:
        return sessions.get_owned(user_id=player_of(request).pk, session_id=session_id)


def start_wanted(wish: dict[str, Any], player: answers.Person) -> GameSession:
    """Begin the game that a checked body asks for. Raises what starting and joining refuse with."""
    slug = wish.pop("scenario_id")
    if wish["game_mode"] != GameSession.Mode.SOLO:
        return start_shared(user_id=player.pk, scenario_slug=slug, **wish).session
    if wish.get("world_id") is not None:
        raise InvalidInput("A solo game has no world_id.", world_id=["Only shared games can name a world."])
    name = wish.get("character_name")
    return sessions.start_solo(user_id=player.pk, scenario_slug=slug, character_name=name)


def player_of(request: Request) -> answers.Person:
    return cast(answers.Person, request.user)
