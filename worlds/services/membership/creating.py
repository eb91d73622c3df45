"""Making a world: its state before anybody comes, its locks, the first record of its log, and its first player."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput, KleeneError
from worlds import limits
from worlds.models import LocationLock, ScenarioRevision, SharedWorld, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.critical_items.policies import maintenance_of
from worlds.rules.errors import SessionOver
from worlds.rules.party import open_world
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import player_limits
from worlds.services.critical_items.policies import record_policies
from worlds.services.critical_items.story_policies import staff_policies
from worlds.services.membership import access, joining
from worlds.services.membership.admission import AgentsNotAllowed, Banned, InvitationNeeded, WorldFull, is_agent
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined
from worlds.services.membership.locks import LockedMembership
from worlds.services.membership.world_terms import terms_of
from worlds.services.proven_events import ROOMS_TOLD
from worlds.services.stories.entitlements import EntitlementRequired, require_entitlement
from worlds.services.stories.scenarios import newest_playable
from worlds.services.turns import record_log
from worlds.services.turns.state_rows import write_world_state

ADMISSION: tuple[type[KleeneError], ...] = (
    WorldFull,
    WorldArchived,
    Banned,
    AgentsNotAllowed,
    InvitationNeeded,
    EntitlementRequired,
    SessionOver,
)


class Terms(TypedDict, total=False):
    """What whoever makes a world may say of it."""

    visibility: str
    max_players: int | None
    time_policy: str
    quorum: int | None  # endorsements that approve an improvisation for this world alone; None: moderators decide
    agents_allowed: bool
    ready_check: bool


@transaction.atomic
def create_world(
    *,
    user_id: uuid.UUID,
    scenario_slug: str,
    game_mode: str = SharedWorld.Mode.SHARED,
    character_name: str | None = None,
    show_character: bool | None = None,
    **terms: Unpack[Terms],
) -> Joined:
    """Make a world in the newest revision of a scenario and be its host and first player; one transaction.

    Raises NotFound, AgentsNotAllowed, EntitlementRequired, InvalidInput, TooManyWorlds, TooManyGames, RateLimited.
    """
    named, now = joining.checked_character_name(character_name), timezone.now()
    if not terms.get("agents_allowed", True) and is_agent(user_id):
        raise AgentsNotAllowed
    player_limits.take_world(user_id)  # locks the host's row: of two tabs one waits, and is counted
    revision = newest_playable(slug=scenario_slug)
    require_entitlement(user_id=user_id, scenario=revision.scenario)
    world = found_world(revision, host_id=user_id, game_mode=game_mode, terms=terms, at=now)
    # Nobody else can see this world yet: the rows that it needs locked are new.
    session = joining.seat_new_character(
        LockedMembership(world, user_id, None, None), character_name=named, at=now, show_character=show_character
    )
    return Joined(world, session)


def start_shared(
    *,
    user_id: uuid.UUID,
    scenario_slug: str,
    game_mode: str,
    world_id: str | uuid.UUID | None = None,
    character_name: str | None = None,
    invite: str | None = None,
    show_character: bool | None = None,
    **terms: Unpack[Terms],
) -> Joined:
    """Make a world, or join the one that is named, which must be of this story and mode; `terms` are for new ones.

    Raises as `create_world` and `joining.join_world` do.
    """
    if world_id is None:
        return create_world(
            user_id=user_id,
            scenario_slug=scenario_slug,
            game_mode=game_mode,
            character_name=character_name,
            show_character=show_character,
            **terms,
        )
    # Story and mode of a world never change, so they are asked before anything is locked.
    found = access.find_world(user_id=user_id, world_id=world_id, invite=invite)
    _check_story(found, scenario_slug=scenario_slug, game_mode=game_mode)
    return joining.join_world(
        user_id=user_id,
        world_id=found,
        character_name=character_name,
        invite=invite,
        show_character=show_character,
    )


def found_world(
    revision: ScenarioRevision, *, host_id: uuid.UUID, game_mode: str, terms: Terms, at: datetime
) -> SharedWorld:
    """Make a world and its locks; the caller saves it once more, with what it does to it. Raises InvalidInput."""
    world = SharedWorld(
        scenario=revision.scenario,
        revision=revision,
        host_id=host_id,
        game_mode=game_mode,
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
        **_checked(terms),
    )
    story = compiled_scenario(revision)
    opened = open_world(story)
    opened.maintenance = maintenance_of(story)
    write_world_state(world, opened, at=at)
    world.save(force_insert=True)
    # A row for each place that turns are serialised by; made here, so that hardly a turn has to make one.
    LocationLock.objects.bulk_create(LocationLock(world=world, location=place) for place in story.locations)
    command = terms_of(world) | {ROOMS_TOLD: True}
    if opened.maintenance is not None:
        command["critical_items"] = True
    record_log.append_own_record(world, record_log.Entry(kind=TurnRecord.Kind.START, at=at, command=command))
    given = staff_policies(world)
    if given is not None:
        record_policies(world, given, at=at)
    return world


def check_quorum(quorum: int | None, *, max_players: int) -> None:
    """Raises InvalidInput for a quorum that this world could never reach."""
    if quorum is not None and not limits.FEWEST_SEATS <= quorum <= max_players:
        raise InvalidInput(
            f"quorum must be a number from {limits.FEWEST_SEATS} to {max_players}, or null.", quorum=quorum
        )


def _checked(terms: Terms) -> Terms:
    seats = terms.get("max_players") or settings.WORLD_MAX_PLAYERS
    if not limits.FEWEST_SEATS <= seats <= settings.WORLD_MAX_PLAYERS:
        raise InvalidInput(
            f"max_players must be a number from {limits.FEWEST_SEATS} to {settings.WORLD_MAX_PLAYERS}.",
            max_players=seats,
        )
    check_quorum(terms.get("quorum"), max_players=seats)
    return {**terms, "max_players": seats}


def _check_story(world_id: uuid.UUID, *, scenario_slug: str, game_mode: str) -> None:
    world = SharedWorld.objects.select_related("scenario").only("game_mode", "scenario__slug").get(pk=world_id)
    if world.scenario.slug != scenario_slug:
        raise InvalidInput("This world plays a different scenario.", scenario_id=[f"It plays {world.scenario.slug}."])
    if world.game_mode != game_mode:
        raise InvalidInput(f"This world is {world.game_mode}.", game_mode=["This world has a different mode."])
