"""A player as others may see them, and as they see themselves."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from common import ids
from common.answer_cache import answers
from common.errors import NotFound
from improvisations.services.counts import Tally, recent_shares, tally_of
from leaderboards.rules.scoring import unique_cells
from profiles.models import AgentBehavior, User
from profiles.services import pictures
from profiles.services.achievements import Award, awards_of
from profiles.services.agents import Behavior, behavior_told
from profiles.services.play_history import Coverage, PlayHistory, coverage_of, games_of

# The tables of which profiles tell at once; what is played and shared shows a little later.
TABLES: Final = ("profiles.User", "profiles.AgentBehavior", "profiles.Avatar", "worlds.Scenario")
FORMER: Final = "Former player"
RECENT: Final = 10


@dataclass(frozen=True, slots=True)
class Stats:
    scenarios_completed: int
    total_turns: int
    gold_completions: int
    unique_cells: int
    improvisations_shared: int
    improvisations_accepted: int


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that somebody did: `tier` for a story told to its end, `node_id` for a shared improvisation."""

    type: str
    scenario: str
    name: str  # the scenario's
    at: datetime
    tier: str = ""
    node_id: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Parts that the reader may not see are None."""

    user: User
    is_own: bool
    bio: str
    picture: str
    stats: Stats | None = None
    coverage: list[Coverage] | None = None
    awards: list[Award] | None = None
    activity: list[Activity] | None = None
    agent: Behavior | None = None  # what is told of the agent; None of a person

    @property
    def agent_manner(self) -> str:
        """How the agent chooses, in words."""
        return AgentBehavior.Policy(self.agent.policy).label if self.agent else ""

    @property
    def is_former(self) -> bool:
        return self.user.anonymised_at is not None


def profile_of(*, user_id: str, reader_id: uuid.UUID | None) -> Profile:
    """Somebody's profile by either form of their id, in a fixed number of queries. Raises NotFound.

    Others read it with one query while nothing has changed: whose it is and what they let others see is always asked; an agent's with
    one more, as who may know its owner is asked, too.

    Numbers and deeds that a player keeps to themselves are there for them alone. Former players, and those who are shut
    out, have only a name.
    """
    user = find_player(user_id)
    if user.pk == reader_id:
        return _profile(user, own=True)
    shown = ("profile", user.pk, user.is_active, user.stats_public, user.activity_public)
    kept = answers.find_or_make(shown, TABLES, lambda: _profile(user, own=False))
    agent = kept.agent and kept.agent.told_to(reader_id)
    return replace(kept, user=user, bio=user.bio if user.is_active else "", agent=agent)


def _profile(user: User, *, own: bool) -> Profile:
    picture = pictures.version_of(user)
    if not user.is_active:
        return Profile(user, is_own=own, bio="", picture=picture)
    shows_stats, shows_activity = own or user.stats_public, own or user.activity_public
    games = games_of(user.pk) if shows_stats or shows_activity else []
    return Profile(
        user,
        is_own=own,
        bio=user.bio,
        picture=picture,
        stats=stats_from(games, tally_of(user.pk)) if shows_stats else None,
        coverage=coverage_of(games) if shows_stats else None,
        awards=awards_of(user.pk) if shows_stats else None,
        activity=activity_from(games, user.pk) if shows_activity else None,
        agent=behavior_told(user),
    )


def find_player(user_id: str | uuid.UUID) -> User:
    """A player by either form of their id. Raises NotFound."""
    user = User.objects.filter(**ids.lookup(user_id, "usr")).first()
    if user is None:
        raise NotFound("There is no player with this id.")
    return user


def stats_from(games: list[PlayHistory], tally: Tally) -> Stats:
    """Turns of all games, given up or not, and cells reached on the way to an ending, as the boards count them.

    A scenario counts as completed or gold once.
    """
    completed = [game for game in games if game.is_completed]
    return Stats(
        scenarios_completed=len({game.scenario for game in completed}),
        total_turns=sum(game.turns for game in games),
        gold_completions=len({game.scenario for game in completed if game.tier == "gold"}),
        unique_cells=len(unique_cells((game.scenario, game.cells) for game in games)),
        improvisations_shared=tally.shared,
        improvisations_accepted=tally.accepted,
    )


def activity_from(games: list[PlayHistory], user_id: uuid.UUID) -> list[Activity]:
    """The last things that somebody finished or shared, the newest first."""
    names = {game.scenario: game.name for game in games}
    finished = [
        Activity("completed", game.scenario, game.name, game.finished_at, tier=game.tier)
        for game in games
        if game.is_completed and game.finished_at is not None
    ]
    shared = [
        Activity(
            "shared_improv",
            share.scenario_slug,
            names.get(share.scenario_slug, share.scenario_slug),
            share.at,
            node_id=share.node_id,
        )
        for share in recent_shares(user_id, RECENT)
    ]
    return sorted([*finished, *shared], key=lambda deed: deed.at, reverse=True)[:RECENT]
