"""People: their accounts, their pictures, and what they have achieved."""

from profiles.models.accounts import Accounts, User
from profiles.models.achievements import Achievement, PlayerAchievement, ReadingMark
from profiles.models.agents import AgentBehavior
from profiles.models.avatars import Avatar
from profiles.models.mail_choices import MailChoices
from profiles.models.moderator_mail import ModeratorMail
from profiles.models.outgoing_emails import OutgoingEmail
from profiles.models.renamings import Renaming
from profiles.models.suspensions import Suspension

__all__ = [
    "Accounts",
    "Achievement",
    "AgentBehavior",
    "Avatar",
    "MailChoices",
    "ModeratorMail",
    "OutgoingEmail",
    "PlayerAchievement",
    "ReadingMark",
    "Renaming",
    "Suspension",
    "User",
]
