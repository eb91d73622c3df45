"""What the account calls answer."""

from typing import Any, Literal, TypedDict, cast

from django.urls import reverse

from common.dates import utc
from common.viewsets import Timestamp
from profiles.models import AgentBehavior, User
from profiles.services.agent_tokens import AgentToken
from profiles.services.agents import Behavior
from profiles.services.mail_choices import MailWishes
from profiles.services.privacy import Privacy
from profiles.services.tokens import Pair

Policy = Literal["random", "explorer", "model", "other"]


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
    portraits: list[dict[str, Any]]
    sign_ins: list[dict[str, Any]]
    presence: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    texts: list[dict[str, Any]]
    chat: list[dict[str, Any]]
    worlds: list[dict[str, Any]]
    stays: list[dict[str, Any]]
    invitations: list[dict[str, Any]]
    hosted: list[dict[str, Any]]
    moderation: list[dict[str, Any]]
    achievements: list[dict[str, Any]]
    improvisations: list[dict[str, Any]]
    endorsements: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    boards: list[dict[str, Any]]
    entitlements: list[dict[str, Any]]
    mutes: list[dict[str, Any]]
    blocks: list[dict[str, Any]]
    follows: list[dict[str, Any]]
    silences: list[dict[str, Any]]
    aliases: list[dict[str, Any]]
    agents: list[dict[str, Any]]
    bookmarks: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    sky_lines: list[dict[str, Any]]
    playlists: list[dict[str, Any]]
    notices: list[dict[str, Any]]


class AgentTold(TypedDict):
    """`owner` is the name of the person that answers for the agent, `owner_id` their account; empty and null where there is none, or you may not know."""

    policy: Policy
    personality: str
    version: str
    owner: str
    owner_id: str | None


class OwnAgent(TypedDict):
    """`token_expires_at` is null for an agent without a token."""

    user_id: str
    display_name: str
    policy: Policy
    personality: str
    version: str
    created_at: Timestamp
    token_expires_at: Timestamp | None


class NewToken(TypedDict):
    """An access token. It is told once: nothing shows it again."""

    token: str
    expires_at: Timestamp


class NewAgent(NewToken):
    agent: OwnAgent


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
    is_agent: bool
    joined_at: Timestamp
    privacy: Privacy
    mail: MailWishes


class ReportTaken(TypedDict):
    status: str


def admitted_answer(user: User, pair: Pair) -> Admitted:
    return {"user_id": user.short_id, "display_name": user.display_name, **pair}


def signed_in_answer(user: User, pair: Pair) -> SignedIn:
    return {"user_id": user.short_id, **pair}


def agent_answer(told: Behavior) -> AgentTold:
    return {
        "policy": cast(Policy, told.policy),
        "personality": told.personality,
        "version": told.version,
        "owner": str(told.owner or ""),
        "owner_id": told.owner.short_id if told.owner else None,
    }


def own_agent_answer(row: AgentBehavior) -> OwnAgent:
    return {
        "user_id": row.user.short_id,
        "display_name": row.user.display_name,
        "policy": cast(Policy, row.policy),
        "personality": row.personality,
        "version": row.version,
        "created_at": utc(row.user.date_joined),
        "token_expires_at": utc(row.token_expires_at) if row.token_expires_at else None,
    }


def token_answer(made: AgentToken) -> NewToken:
    return {"token": made.token, "expires_at": utc(made.expires_at)}


def own_address_answer(user: User) -> OwnAddress:
    return {"email": user.email, "proved": user.email_proved_at is not None}


def account_answer(user: User, *, picture: str, privacy: Privacy, mail: MailWishes) -> Account:
    return {
        "user_id": user.short_id,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "email_confirmed": user.email_proved_at is not None,
        "bio": user.bio,
        "colour": user.colour,
        "avatar": avatar_path(user, picture),
        "is_guest": user.is_guest,
        "is_agent": user.is_agent,
        "joined_at": utc(user.date_joined),
        "privacy": privacy,
        "mail": mail,
    }


def avatar_path(user: User, version: str) -> str:
    """The address of somebody's picture, without the site; it changes with the picture."""
    return reverse("avatar", args=[user.short_id, version])
