"""What the account calls take and answer; services judge names and passwords."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, NotRequired, TypedDict

from django.urls import reverse
from rest_framework import serializers

from common.dates import utc
from common.fields import AsWritten, Key, Secret, StrictSerializer, Truth
from common.limits import API_TOKEN, ID
from common.viewsets import Timestamp
from profiles import limits
from profiles.models import User
from profiles.services.achievements import Award
from profiles.services.privacy import Privacy
from profiles.services.profile import Activity, Profile, Stats
from profiles.services.tokens import Pair


class Registration(StrictSerializer):
    username = Key(max_length=limits.NAME, help_text="Letters A to Z, digits and @ . + - _; case does not matter.")
    password = Secret()
    display_name = AsWritten(max_length=limits.NAME, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=limits.EMAIL, required=False, allow_blank=True)


class GuestRegistration(StrictSerializer):
    display_name = AsWritten(max_length=limits.NAME, required=False, allow_blank=True)


class Claim(StrictSerializer):  # of a guest's account, in the word of the API; elsewhere a claim is a moderator's
    username = Key(max_length=limits.NAME)
    password = Secret()
    email = serializers.EmailField(max_length=limits.EMAIL, required=False, allow_blank=True)


class Credentials(StrictSerializer):
    username = Key(max_length=limits.EMAIL)
    password = Secret()


class Login(StrictSerializer):
    """Either `username` or `email`."""

    rules: ClassVar[Mapping[str, Any]] = {"oneOf": [{"required": ["username"]}, {"required": ["email"]}]}

    username = Key(max_length=limits.EMAIL, required=False)
    email = Key(max_length=limits.EMAIL, required=False)
    password = Secret()

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if ("username" in attrs) == ("email" in attrs):
            raise serializers.ValidationError("Send either username or email, not both.")
        return attrs


class Refresh(StrictSerializer):
    refresh = Key(max_length=API_TOKEN)


class PasswordChange(StrictSerializer):
    old_password = Secret(source="old")
    new_password = Secret(source="new")


class AddressChange(StrictSerializer):
    """An empty `email` removes the address."""

    email = serializers.EmailField(max_length=limits.EMAIL, allow_blank=True)
    password = Secret()


class AddressProof(StrictSerializer):
    user_id = Key(max_length=ID)
    token = Key(max_length=limits.LINK_TOKEN)


class OwnProof(StrictSerializer):
    token = Key(max_length=limits.LINK_TOKEN)


class ResetRequest(StrictSerializer):
    email = serializers.EmailField(max_length=limits.EMAIL)


class ResetConfirmation(StrictSerializer):
    user_id = Key(max_length=ID)
    token = Key(max_length=limits.LINK_TOKEN)
    new_password = Secret(source="new")


class PrivacyChanges(StrictSerializer):
    presence_visible = Truth(required=False, help_text="Whether other players see that you are online.")
    stats_public = Truth(required=False, help_text="Whether other players see your statistics and achievements.")
    activity_public = Truth(required=False, help_text="Whether other players see your recent activity.")


class AccountChanges(StrictSerializer):
    display_name = AsWritten(max_length=limits.NAME, required=False)
    bio = AsWritten(max_length=limits.BIO, required=False, allow_blank=True)
    colour = serializers.RegexField("^#[0-9a-fA-F]{6}$", required=False, help_text="#rrggbb")
    privacy = PrivacyChanges(required=False)


class Farewell(StrictSerializer):
    """Your password, or for a guest your own `user_id` as `confirm`."""

    password = Secret(required=False)
    confirm = Key(max_length=ID, required=False)


class Admitted(TypedDict):
    """The account that is now signed in."""

    user_id: str
    display_name: str
    access: str
    refresh: str


class SignedIn(TypedDict):
    access: str
    refresh: str
    user_id: str


class OwnAddress(TypedDict):
    """`proved`: whether the address was confirmed by an e-mailed link."""

    email: str
    proved: bool


class ConfirmedAddress(TypedDict):
    user_id: str
    email: str


class LoggedIn(TypedDict):
    token: str
    user_id: str


class EverythingKept(TypedDict):
    """One list for each kind of thing."""

    format: Literal["kleene-account"]
    version: int
    exported_at: Timestamp
    account: dict[str, Any]
    pictures: list[dict[str, Any]]
    sign_ins: list[dict[str, Any]]
    presence: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    texts: list[dict[str, Any]]
    chat: list[dict[str, Any]]
    worlds: list[dict[str, Any]]
    stays: list[dict[str, Any]]
    hosted: list[dict[str, Any]]
    moderation: list[dict[str, Any]]
    achievements: list[dict[str, Any]]
    improvisations: list[dict[str, Any]]
    endorsements: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    boards: list[dict[str, Any]]


class Notice(TypedDict):
    message: str


class Account(TypedDict):
    user_id: str
    username: str
    display_name: str
    email: str
    email_confirmed: bool
    bio: str
    colour: str
    avatar: str
    is_guest: bool
    joined_at: Timestamp
    privacy: Privacy


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
    """Private parts are absent for other readers; a deleted account has none."""

    user_id: str
    display_name: str
    joined_at: Timestamp
    bio: str
    colour: str
    avatar: str
    stats: NotRequired[Numbers]
    achievements: NotRequired[list[Achieved]]
    recent_activity: NotRequired[list[Completed | SharedImprovisation]]


def admitted(user: User, pair: Pair) -> Admitted:
    return {"user_id": user.short_id, "display_name": user.display_name, **pair}


def signed_in(user: User, pair: Pair) -> SignedIn:
    return {"user_id": user.short_id, **pair}


def own_address(user: User) -> OwnAddress:
    return {"email": user.email, "proved": user.email_proved_at is not None}


def account(user: User, *, picture: str, privacy: Privacy) -> Account:
    return {
        "user_id": user.short_id,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "email_confirmed": user.email_proved_at is not None,
        "bio": user.bio,
        "colour": user.colour,
        "avatar": avatar(user, picture),
        "is_guest": user.is_guest,
        "joined_at": utc(user.date_joined),
        "privacy": privacy,
    }


def avatar(user: User, version: str) -> str:
    """The address of somebody's picture, without the site; it changes with the picture."""
    return reverse("avatar", args=[user.short_id, version])


def public_profile(profile: Profile) -> PublicProfile:
    user = profile.user
    told: PublicProfile = {
        "user_id": user.short_id,
        "display_name": str(user),
        "joined_at": utc(user.date_joined),
        "bio": profile.bio,
        "colour": user.colour,
        "avatar": avatar(user, profile.picture),
    }
    if profile.stats is not None:
        told["stats"] = numbers(profile.stats)
    if profile.awards is not None:
        told["achievements"] = [achieved(award) for award in profile.awards]
    if profile.activity is not None:
        told["recent_activity"] = [deed(activity) for activity in profile.activity]
    return told


def numbers(stats: Stats) -> Numbers:
    return {
        "scenarios_completed": stats.scenarios_completed,
        "total_turns": stats.total_turns,
        "gold_completions": stats.gold_completions,
        "unique_cells": stats.unique_cells,
        "improvisations_shared": stats.improvisations_shared,
        "improvisations_accepted": stats.improvisations_accepted,
    }


def achieved(award: Award) -> Achieved:
    return {
        "id": award.rule.code,
        "name": award.rule.name,
        "description": award.rule.how,
        "earned_at": utc(award.earned_at),
        "rarity": round(award.rarity, 4),
    }


def deed(activity: Activity) -> Completed | SharedImprovisation:
    at = utc(activity.at)
    if activity.type == "completed":
        return {"type": "completed", "scenario_id": activity.scenario, "tier": activity.tier, "at": at}
    return {"type": "shared_improv", "scenario_id": activity.scenario, "node_id": activity.node_id, "at": at}
