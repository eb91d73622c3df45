"""What is answered about players."""

from typing import Literal, NotRequired, TypedDict

from common.dates import utc
from common.viewsets import Timestamp
from profiles.api.answers import AgentTold, agent_answer, avatar_path
from profiles.services.achievements import Award
from profiles.services.profile import Activity, Profile, Stats


class Numbers(TypedDict):
    scenarios_completed: int
    total_turns: int
    gold_completions: int
    unique_cells: int
    improvisations_shared: int
    improvisations_accepted: int


class Achieved(TypedDict):
    """`rarity` is the share of all players who have it, from 0 to 1, updated every few minutes."""

    id: str
    name: str
    description: str
    earned_at: Timestamp
    rarity: float


class Completed(TypedDict):
    type: Literal["completed"]
    scenario_id: str
    tier: str
    at: Timestamp


class SharedImprovisation(TypedDict):
    type: Literal["shared_improv"]
    scenario_id: str
    node_id: str
    at: Timestamp


class PublicProfile(TypedDict):
    """Private parts are absent for other readers; a deleted account has none. `agent` is null for a person's account."""

    user_id: str
    display_name: str
    joined_at: Timestamp
    bio: str
    colour: str
    avatar: str
    agent: AgentTold | None
    stats: NotRequired[Numbers]
    achievements: NotRequired[list[Achieved]]
    recent_activity: NotRequired[list[Completed | SharedImprovisation]]


def profile_answer(profile: Profile) -> PublicProfile:
    user = profile.user
    told: PublicProfile = {
        "user_id": user.short_id,
        "display_name": str(user),
        "joined_at": utc(user.date_joined),
        "bio": profile.bio,
        "colour": user.colour,
        "avatar": avatar_path(user, profile.picture),
        "agent": agent_answer(profile.agent) if profile.agent else None,
    }
    if profile.stats is not None:
        told["stats"] = numbers_answer(profile.stats)
    if profile.awards is not None:
        told["achievements"] = [achieved_answer(award) for award in profile.awards]
    if profile.activity is not None:
        told["recent_activity"] = [activity_answer(activity) for activity in profile.activity]
    return told


def numbers_answer(stats: Stats) -> Numbers:
    return {
        "scenarios_completed": stats.scenarios_completed,
        "total_turns": stats.total_turns,
        "gold_completions": stats.gold_completions,
        "unique_cells": stats.unique_cells,
        "improvisations_shared": stats.improvisations_shared,
        "improvisations_accepted": stats.improvisations_accepted,
    }


def achieved_answer(award: Award) -> Achieved:
    return {
        "id": award.rule.code,
        "name": award.rule.name,
        "description": award.rule.how,
        "earned_at": utc(award.earned_at),
        "rarity": round(award.rarity, 4),
    }


def activity_answer(activity: Activity) -> Completed | SharedImprovisation:
    at = utc(activity.at)
    if activity.type == "completed":
        return {"type": "completed", "scenario_id": activity.scenario, "tier": activity.tier, "at": at}
    return {"type": "shared_improv", "scenario_id": activity.scenario, "node_id": activity.node_id, "at": at}
