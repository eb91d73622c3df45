"""What the account calls take and answer; services judge names and passwords."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypedDict

from rest_framework import serializers

from kleene_site.common.doors import Timestamp, utc
from kleene_site.common.fields import Secret, StrictSerializer, Text
from profiles.models import User
from profiles.services.tokens import Pair


class Registration(StrictSerializer):
    username = Text(max_length=40, help_text="Letters A to Z, digits and @ . + - _; Ada and ada are one name.")
    password = Secret()
    display_name = Text(max_length=40, required=False, allow_blank=True)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)


class GuestRegistration(StrictSerializer):
    display_name = Text(max_length=40, required=False, allow_blank=True)


class Claim(StrictSerializer):
    username = Text(max_length=40)
    password = Secret()
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)


class Credentials(StrictSerializer):
    username = Text(max_length=254)
    password = Secret()


class Login(StrictSerializer):
    """One of `username` and `email`."""

    rules: ClassVar[Mapping[str, Any]] = {"oneOf": [{"required": ["username"]}, {"required": ["email"]}]}

    username = Text(max_length=254, required=False)
    email = Text(max_length=254, required=False)
    password = Secret()

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if ("username" in attrs) == ("email" in attrs):
            raise serializers.ValidationError("Give a username or an email, one of them.")
        return attrs


class Refresh(StrictSerializer):
    refresh = Text(max_length=4096)


class PasswordChange(StrictSerializer):
    old_password = Secret(source="old")
    new_password = Secret(source="new")


class ResetRequest(StrictSerializer):
    email = serializers.EmailField(max_length=254)


class ResetConfirmation(StrictSerializer):
    user_id = Text(max_length=64)
    token = Text(max_length=200)
    new_password = Secret(source="new")


class AccountChanges(StrictSerializer):
    display_name = Text(max_length=40, required=False)
    bio = Text(max_length=500, required=False, allow_blank=True)
    colour = serializers.RegexField("^#[0-9a-fA-F]{6}$", required=False, help_text="#rrggbb")


class Admitted(TypedDict):
    """Somebody who is signed in now."""

    user_id: str
    display_name: str
    access: str
    refresh: str


class SignedIn(TypedDict):
    access: str
    refresh: str
    user_id: str


class LoggedIn(TypedDict):
    token: str
    user_id: str


class Notice(TypedDict):
    message: str


class Account(TypedDict):
    user_id: str
    username: str
    display_name: str
    email: str
    bio: str
    colour: str
    is_guest: bool
    joined_at: Timestamp


def admitted(user: User, pair: Pair) -> Admitted:
    return {"user_id": user.short_id, "display_name": user.display_name, **pair}


def signed_in(user: User, pair: Pair) -> SignedIn:
    return {"user_id": user.short_id, **pair}


def account(user: User) -> Account:
    return {
        "user_id": user.short_id,
        "username": user.username,
        "display_name": user.display_name,
        "email": user.email,
        "bio": user.bio,
        "colour": user.colour,
        "is_guest": user.is_guest,
        "joined_at": utc(user.date_joined),
    }
