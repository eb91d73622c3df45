"""What the account calls take; services judge names and passwords."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from common.fields import AsWritten, Choice, Key, Prose, Secret, StrictSerializer, Truth
from common.limits import API_TOKEN, ID
from profiles import limits
from profiles.models import AgentBehavior
from profiles.services import reports
from profiles.services.agents import VERSION
from worlds.limits import REPORT_REASON


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


class MailChanges(StrictSerializer):
    worlds = Truth(required=False, help_text="Whether you get an e-mail when others play in your shared worlds.")
    invitations = Truth(required=False, help_text="Whether you get an e-mail when you are invited to a world.")
    decisions = Truth(required=False, help_text="Whether you get an e-mail when your improvisations are decided.")


class AccountChanges(StrictSerializer):
    display_name = AsWritten(max_length=limits.NAME, required=False)
    bio = AsWritten(max_length=limits.BIO, required=False, allow_blank=True)
    colour = serializers.RegexField("^#[0-9a-fA-F]{6}$", required=False, help_text="#rrggbb")
    privacy = PrivacyChanges(required=False)
    mail = MailChanges(required=False)


class AgentDeclaration(StrictSerializer):
    """How the agent plays; everybody is told."""

    policy = Choice(choices=AgentBehavior.Policy.values, help_text="How it chooses what to do.")
    personality = Prose(max_length=limits.PERSONALITY, required=False, help_text="In words, how it plays.")
    version = serializers.RegexField(
        VERSION, max_length=limits.AGENT_VERSION, required=False, help_text="Which version of it plays."
    )


class AgentCreation(AgentDeclaration):
    """Your agent's name, and how it plays; everybody is told both."""

    display_name = AsWritten(max_length=limits.NAME)


class AgentChanges(StrictSerializer):
    display_name = AsWritten(max_length=limits.NAME, required=False)
    policy = Choice(choices=AgentBehavior.Policy.values, required=False)
    personality = Prose(max_length=limits.PERSONALITY, required=False, allow_blank=True)
    version = serializers.RegexField(VERSION, max_length=limits.AGENT_VERSION, required=False, allow_blank=True)


class Farewell(StrictSerializer):
    """Your password, or for a guest your own `user_id` as `confirm`."""

    password = Secret(required=False)
    confirm = Key(max_length=ID, required=False)


class ReportBody(StrictSerializer):
    kind = Choice(choices=reports.KINDS)
    id = Key(
        max_length=ID,
        help_text="An id: imp_…, usr_…, cmt_…, lin_…, or for a message its world and event number: wld_…:42.",
    )
    reason = Prose(max_length=REPORT_REASON)
