"""Beginning and finding a player's game."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from common import storing
from common.errors import NotFound
from common.ids import lookup
from common.text_filter import players_name
from worlds import limits
from worlds.models import GameSession, TurnRecord, versions
from worlds.models.compiled import compiled_scenario
from worlds.models.sessions import GameSessionQuerySet
from worlds.rules.opening import begin
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import player_limits
from worlds.services.membership import access
from worlds.services.membership.players import note_place
from worlds.services.stories.entitlements import require_entitlement
from worlds.services.stories.scenarios import newest_playable
from worlds.services.turns import migrating, record_log
from worlds.services.turns.result import turn_payload
from worlds.services.turns.state_rows import write_state
from worlds.signals import session_completed

ABSENT = "You have no game with this id."
GENESIS = ""  # what a session's first record is sealed to


@transaction.atomic
def start_solo(*, user_id: uuid.UUID, scenario_slug: str, character_name: str | None = None) -> GameSession:
    """Begin a game alone in the newest revision of a scenario.

    Raises NotFound, EntitlementRequired, TooManyGames, RateLimited; InvalidInput for a name not fit to show.
    """
    revision = newest_playable(slug=scenario_slug)
    named = (
        players_name(character_name, longest=limits.CHARACTER_NAME)
        if character_name and character_name.strip()
        else None
    )
    require_entitlement(user_id=user_id, scenario=revision.scenario)
    player_limits.take_game(user_id)
    step = begin(compiled_scenario(revision), character_name=named)
    now = timezone.now()
    session = GameSession(
        user_id=user_id,
        revision=revision,
        character_name=step.after.player.character.name,
        number=0,
        record_hash=GENESIS,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
    )
    write_state(session, step.after, at=now)
    # The first record names whose game it is, so that nobody can take it over unnoticed.
    command = {"player": str(user_id)} | ({"character_name": named} if named else {})
    record_log.append_record(
        session, record_log.Entry(kind=TurnRecord.Kind.START, at=now, command=command, result=dict(turn_payload(step)))
    )
    session.save(force_insert=True)
    note_place(session)
    return session


def get_owned(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """A player's own session by either form of its id, for reading: one in a shared world comes with the world that
    its player may know, which is a past one for who has no place there now. Raises NotFound, also for somebody else's;
    IncompatibleVersion, as everything here does that finds a game.
    """
    mine = with_world().owned_by(user_id)
    return access.as_known(_readable_world(_readable(mine, session_id)))


def get_any(*, session_id: str | uuid.UUID) -> GameSession:
    """Anybody's session, for administrators. Raises NotFound."""
    return _readable_world(_readable(with_world(), session_id, absent="There is no game with this id."))


def lock_owned(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """The same with its row locked to the end of the transaction, which must be open. Raises NotFound.

    A game alone that an older version stored is migrated here.
    """
    mine = (
        GameSession.objects.at_hand()
        .select_related("user")
        .select_for_update(of=("self",), no_key=True)
        .owned_by(user_id)
    )
    session = _readable(mine, session_id)
    if session.world_id is None:
        migrating.store_game(session)
    return session


def lock_solo(*, user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """`lock_owned` for a game alone: one in a shared world is locked elsewhere, after its place. Raises NotFound."""
    alone = (
        GameSession.objects.at_hand()
        .select_related("user")
        .filter(world=None)
        .select_for_update(of=("self",), no_key=True)
    )
    return _readable(alone.owned_by(user_id), session_id)


def list_owned(*, user_id: uuid.UUID) -> GameSessionQuerySet:
    """A player's games, the last played first."""
    return GameSession.objects.at_hand().select_related("world").defer("world__world_state").owned_by(user_id)


def announce_ending(session: GameSession) -> None:
    """Tell the apps above, once the transaction is committed, that a game reached its ending. Of a preview nothing is told."""
    if session.is_preview:
        return
    session_id = session.pk
    storing.after_commit(lambda: session_completed.send_robust(sender=GameSession, session_id=session_id), is_slow=True)


def with_world() -> GameSessionQuerySet:
    """Each with its world, if it has one, and with that world's revision: read together they tell of one moment."""
    unread = ("world__revision__content_text", "world__revision__report")
    return GameSession.objects.at_hand().select_related("world__revision").defer(*unread)


def _readable(among: GameSessionQuerySet, session_id: str | uuid.UUID, *, absent: str = ABSENT) -> GameSession:
    """Raises NotFound, IncompatibleVersion."""
    session = among.filter(**lookup(session_id, "ses")).first()
    if session is None:
        raise NotFound(absent)
    versions.make_readable(session)
    return session


def _readable_world(session: GameSession) -> GameSession:
    """Raises IncompatibleVersion. Assumes the world selected with the session."""
    if session.world is not None:
        versions.make_readable(session.world)
    return session
