"""A player's characters. Each is the character of one game, and both go by the game's id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, ClassVar, TypedDict

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound, RateLimited, TooLarge
from common.parsers import StrictJSONParser
from common.pictures import PictureNotTaken
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, read
from worlds import limits
from worlds.api import bodies
from worlds.api.games import player_of, start_wanted
from worlds.models import GameSession
from worlds.services.games import characters, portraits
from worlds.services.membership.creating import ADMISSION
from worlds.services.player_limits import TooManyGames, TooManyWorlds


class Character(TypedDict):
    """`portrait` is the address of the picture, null without one; `session_id` names the game, as `character_id` does in its long form."""

    character_id: str
    session_id: str
    name: str
    portrait: str | None
    scenario_id: str
    game_mode: str
    status: str


class PictureParser(BaseParser):
    """A picture as the whole body. One byte more than allowed tells one that is too large, whatever its length says."""

    media_type = "image/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, bytes]:
        return {"picture": stream.read(limits.PORTRAIT + 1)}


class CharacterDoor(Door):
    @operation(answer=PageOf(Character))
    def list_characters(self, request: Request) -> Response:
        """List your own characters, the last played first."""
        return self.pages(characters.list_characters(user_id=player_of(request).pk), character_answer)

    @operation(
        request=bodies.NewCharacter,
        answer=Character,
        raises=(NotFound, TooManyGames, TooManyWorlds, *ADMISSION),
    )
    def create_character(self, request: Request) -> Response:
        """Begin a game with a new character: alone, in a world of your own, or in the world that `world_id` names."""
        wish = read(bodies.NewCharacter, request)
        name = wish.pop("name", None)
        session = start_wanted(wish | ({"character_name": name} if name else {}), player_of(request))
        return self._answer(request, session.short_id)

    @operation(answer=Character)
    def show_character(self, request: Request, session_id: str) -> Response:
        """Get one of your own characters."""
        return self._answer(request, session_id)

    def _answer(self, request: Request, session_id: str) -> Response:
        found = characters.get_character(user_id=player_of(request).pk, session_id=session_id)
        return Response(character_answer(found))


class PortraitDoor(Door):
    parser_classes = (PictureParser, StrictJSONParser)

    # What is sent is a picture, and what fails is told in JSON.
    PICTURE: ClassVar[Mapping[tuple[int, str], Any]] = {(200, "image/webp"): OpenApiTypes.BINARY}

    @operation(answer=PICTURE, raises=(NotFound,))
    def show_portrait(self, request: Request, session_id: str) -> HttpResponse:
        """Get the portrait of your own character, or of a fellow player's in your world: a square WebP."""
        found = portraits.find_portrait(user_id=player_of(request).pk, session_id=session_id)
        headers = {
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
            "ETag": f'"{found.version}"',
        }
        return HttpResponse(found.image, content_type="image/webp", headers=headers)

    @operation(
        request={
            "image/png": OpenApiTypes.BINARY,
            "image/jpeg": OpenApiTypes.BINARY,
            "image/webp": OpenApiTypes.BINARY,
        },
        answer=Character,
        raises=(PictureNotTaken, TooLarge, RateLimited),
    )
    def change_portrait(self, request: Request, session_id: str) -> Response:
        """Give your character a portrait: a PNG, JPEG or WebP of at most 2 MiB as the body. It is cut to a square."""
        player = player_of(request)
        characters.get_character(user_id=player.pk, session_id=session_id)  # before a word about the picture
        sent: object = request.data
        upload = sent.get("picture") if isinstance(sent, dict) else None
        if not isinstance(upload, bytes):
            raise PictureNotTaken
        if len(upload) > limits.PORTRAIT:
            raise TooLarge(f"A portrait can have at most {limits.PORTRAIT // 1024 // 1024} MiB.", limit=limits.PORTRAIT)
        portraits.change_portrait(user_id=player.pk, session_id=session_id, upload=upload)
        return Response(character_answer(characters.get_character(user_id=player.pk, session_id=session_id)))

    @operation(answer=None, status=204)
    def remove_portrait(self, request: Request, session_id: str) -> Response:
        """Remove your character's portrait."""
        portraits.remove_portrait(user_id=player_of(request).pk, session_id=session_id)
        return Response(status=204)


def character_answer(session: GameSession) -> Character:
    """Of a session that came by `characters.list_characters`."""
    digest: str | None = session.portrait_digest  # type: ignore[attr-defined]
    version = f"?v={digest[:16]}" if digest else ""
    return {
        "character_id": str(session.pk),
        "session_id": session.short_id,
        "name": session.character_name,
        "portrait": f"/api/v1/characters/{session.short_id}/portrait{version}" if version else None,
        "scenario_id": session.revision.scenario.slug,
        "game_mode": session.game_mode,
        "status": session.status,
    }
