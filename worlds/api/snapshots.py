"""States of games and worlds as clients keep them: loaded, and held against the server's. None of it changes a game."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.fields import Key, StrictSerializer, Whole
from common.schema import operation
from common.viewsets import Door, read
from worlds import limits
from worlds.api.games import player_of
from worlds.models.versions import IncompatibleVersion
from worlds.services.membership.errors import NotAMember
from worlds.services.snapshots import saving, world_checkpoints
from worlds.services.snapshots.saving import Accepted, BadSnapshot, Envelope, ForeignSnapshot, SnapshotMismatch
from worlds.services.snapshots.world_checkpoints import Clock, Comparison, WorldEnvelope

HASH: Final = r"^[0-9a-f]{64}$"
MEMBERS: Final = (NotFound, NotAMember, IncompatibleVersion)
SAVING: Final = (*MEMBERS, BadSnapshot, SnapshotMismatch, ForeignSnapshot)


@extend_schema_field({"type": "object", "additionalProperties": True})
class StatePayload(serializers.DictField):
    """A state as it was loaded; its hash judges it."""


class SentSnapshot(StrictSerializer):
    """A snapshot as it was loaded. `saved_at` may be given, and is not compared."""

    schema_version = Whole()
    engine_version = Key(max_length=limits.ENGINE)
    snapshot_hash = serializers.RegexField(HASH)
    saved_tick = Whole()
    saved_at = serializers.DateTimeField(required=False)
    payload = StatePayload()


class SentCheckpoint(StrictSerializer):
    """The number of a record of the world, and the hash that you have for it."""

    sequence = Whole(min_value=1)
    hash = serializers.RegexField(HASH)


class SnapshotDoor(Door):
    @operation(answer=Envelope, raises=MEMBERS)
    def show_snapshot(self, request: Request, session_id: str) -> Response:
        """Load the state of your own game, with its hash; in a shared world your part of it."""
        return _loaded(request, session_id)

    @operation(request=SentSnapshot, answer=Accepted, raises=SAVING)
    def save_snapshot(self, request: Request, session_id: str) -> Response:
        """Compare a snapshot with the server's. It never changes the game; one that agrees is noted as a checkpoint."""
        return _saved(request, session_id)


class CharacterSnapshotDoor(Door):
    @operation(answer=Envelope, raises=MEMBERS)
    def load_character(self, request: Request, session_id: str) -> Response:
        """Load the state of your own character's game, with its hash; in a shared world your part of it."""
        return _loaded(request, session_id)

    @operation(request=SentSnapshot, answer=Accepted, raises=SAVING)
    def save_character(self, request: Request, session_id: str) -> Response:
        """Compare a snapshot of your character's game with the server's. It never changes the game."""
        return _saved(request, session_id)


def _loaded(request: Request, session_id: str) -> Response:
    return Response(saving.game_snapshot(user_id=player_of(request).pk, session_id=session_id))


def _saved(request: Request, session_id: str) -> Response:
    sent: Any = read(SentSnapshot, request)
    return Response(saving.save_checkpoint(user_id=player_of(request).pk, session_id=session_id, sent=sent))


class WorldSnapshotDoor(Door):
    @operation(answer=WorldEnvelope, raises=MEMBERS)
    def show_world_snapshot(self, request: Request, world_id: str) -> Response:
        """Load the shared state of a world that you are in, as everybody there may know it, with its hash."""
        return Response(world_checkpoints.world_snapshot(user_id=player_of(request).pk, world_id=world_id))

    @operation(answer=Clock, raises=MEMBERS)
    def show_clock(self, request: Request, world_id: str) -> Response:
        """Get the time of a world that you are in: its turns, its story time, and a checkpoint of this moment."""
        return Response(world_checkpoints.world_clock(user_id=player_of(request).pk, world_id=world_id))

    @operation(request=SentCheckpoint, answer=Comparison, raises=MEMBERS)
    def compare_checkpoint(self, request: Request, world_id: str) -> Response:
        """Compare a hash with the world as it was after a record: that of a snapshot, a clock, the state or the record."""
        sent = read(SentCheckpoint, request)
        asked = {"sequence": sent["sequence"], "wanted": sent["hash"]}
        return Response(world_checkpoints.compare_checkpoint(user_id=player_of(request).pk, world_id=world_id, **asked))
