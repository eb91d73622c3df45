"""People: their accounts, their pictures, and what they have achieved."""

from profiles.models.accounts import Accounts, User
from profiles.models.achievements import Achievement, PlayerAchievement, ReadingMark
from profiles.models.avatars import Avatar

__all__ = ["Accounts", "Achievement", "Avatar", "PlayerAchievement", "ReadingMark", "User"]
