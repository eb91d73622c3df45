"""Who is, was, may come and may not come into a world."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from common.lean_rows import LeanRows
from common.namesakes import marked
from worlds import limits
from worlds.models.bonds import BoundPlace
from worlds.models.texts import words
from worlds.rules.sight import Sight, outsiders_name, sight_of_outsiders


class WorldParticipantQuerySet(models.QuerySet["WorldParticipant"]):
    def present(self) -> Self:
        """Places that are held now, with or without a seat."""
        return self.filter(left_at=None)

    def seated(self) -> Self:
        return self.present().exclude(role=WorldParticipant.Role.SPECTATOR)

    def watching(self) -> Self:
        return self.present().filter(role=WorldParticipant.Role.SPECTATOR)

    def fellows(self) -> Self:
        """Those who play, or have played and are here still: `WorldParticipant.is_fellow`."""
        return self.present().filter(~Q(role=WorldParticipant.Role.SPECTATOR) | Q(session__isnull=False))

    def given_up(self) -> Self:
        """Places of people who have left, of their own will or not."""
        return self.exclude(left_at=None)

    def present_at(self, moment: datetime) -> Self:
        """Places whose present or last stay covers `moment` (aware, UTC); earlier stays are WorldStay rows."""
        return self.still_there_at(moment).filter(joined_at__lte=moment)

    def still_there_at(self, moment: datetime | OuterRef) -> Self:
        """Places that had not been left at `moment` (aware, UTC), whether or not they were taken by then."""
        return self.filter(Q(left_at=None) | Q(left_at__gt=moment))

    def of(self, user_id: uuid.UUID) -> Self:
        return self.filter(user_id=user_id)


class WorldParticipant(LeanRows, BoundPlace):
    """Somebody's present place in a world; `left_at` empty while they hold it. Earlier stays are WorldStay rows.

    `character_name` is the one that they gave their newest character here; empty where they left it to the story.
    `shows_character` is what they chose for this world; None where they did not, and their account decides.
    """

    class Role(models.TextChoices):
        PLAYER = "player"
        SPECTATOR = "spectator"
        AGENT = "agent"

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="places_in_worlds")
    session = models.ForeignKey(
        "worlds.GameSession", on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    role = models.CharField(max_length=16, choices=Role, default=Role.PLAYER)
    location = models.CharField(max_length=limits.STORED_STORY_ID, blank=True)
    is_ready = models.BooleanField(default=False)
    allows_followers = models.BooleanField("lets others read along", default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    namesake = models.PositiveSmallIntegerField("number among people of the same name", default=1)
    character_name = models.CharField(max_length=limits.CHARACTER_NAME, blank=True, default="")
    shows_character = models.BooleanField("outsiders see the character", null=True, blank=True, default=None)

    objects = WorldParticipantQuerySet.as_manager()

    class Meta:
        db_table = "world_participants"
        constraints = (models.UniqueConstraint(fields=("world", "user"), name="one_place_per_person_and_world"),)
        indexes = (models.Index(fields=("user",), condition=Q(left_at=None), name="places_held_by_a_person"),)

    def __str__(self) -> str:
        return f"{self.role} in {self.world_id}"

    @property
    def called(self) -> str:
        """The account's name, marked where others of this world bear it too."""
        user: Any = self.user
        return marked(user.display_name, self.namesake)

    @property
    def known_as(self) -> str:
        """What others in this world call the person: the character's name where one was given, else the account's."""
        return self.character_name or self.called

    @property
    def sight(self) -> Sight:
        """What outsiders are told of them; no query for a place that was selected with its `user__presence`."""
        return sight_of_outsiders(shows_character=self.shows_character, account_is_visible=self._account_is_visible)

    @property
    def outsiders_call(self) -> str:
        """What outsiders call the character while the account is hidden; no query for a place with its `session`."""
        by_story = "" if self.session is None else self.session.character_name
        return outsiders_name(given=self.character_name, by_story=by_story)

    @property
    def is_shown(self) -> bool:
        """Whether they let outsiders see the character, by what they chose here, else by their account."""
        return self._account_is_visible if self.shows_character is None else self.shows_character

    @property
    def _account_is_visible(self) -> bool:
        presence: Any = getattr(self.user, "presence", None)
        return presence is not None and presence.visible

    @property
    def is_fellow(self) -> bool:
        """Whether they play here, or have played and are here still: to them nobody in the world is hidden."""
        return self.holds_seat or (self.is_present and self.session_id is not None)

    @property
    def is_present(self) -> bool:
        return self.left_at is None

    @property
    def holds_seat(self) -> bool:
        return self.is_present and self.role != self.Role.SPECTATOR


class WorldStay(models.Model):
    """A stay that is over, and what whoever stayed remembers of the world: how it was at that moment.

    `world_seq` and `event_seq` are the last record and event of that moment. Only somebody's last stay holds a state.
    """

    class Reason(models.TextChoices):
        LEFT = "left"
        FINISHED = "finished"
        KICKED = "kicked"
        BANNED = "banned"
        ARCHIVED = "archived"
        CLOSED = "closed"  # to spectators

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="stays")
    user_id = models.UUIDField(db_index=True)
    session = models.ForeignKey("worlds.GameSession", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    reason = models.CharField(max_length=16, choices=Reason)
    note_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField()
    world_state: models.JSONField[Any, Any] = models.JSONField(null=True)
    world_turn = models.PositiveIntegerField(null=True)
    world_seq = models.PositiveBigIntegerField(null=True)
    event_seq = models.PositiveBigIntegerField(null=True)
    player_count = models.PositiveSmallIntegerField(null=True)
    revision = models.ForeignKey("worlds.ScenarioRevision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "world_stays"

    def __str__(self) -> str:
        return f"{self.reason} {self.world_id}"

    @property
    def note(self) -> str:
        """What the host said to whoever they sent away."""
        return words(self.note_text)


class WorldBan(models.Model):
    """Somebody who may not come back."""

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="bans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField()
    reason_text = models.ForeignKey(
        "worlds.PlayerText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "world_bans"
        constraints = (models.UniqueConstraint(fields=("world", "user"), name="one_ban_per_person_and_world"),)

    def __str__(self) -> str:
        return f"ban in {self.world_id}"

    @property
    def reason(self) -> str:
        return words(self.reason_text)


class InviteQuerySet(models.QuerySet["Invite"]):
    def valid_at(self, moment: datetime) -> Self:
        """Invitations that admit at a moment (aware): neither revoked nor expired nor used up."""
        return self.unexpired_at(moment).filter(Q(max_uses=None) | Q(uses__lt=F("max_uses")))

    def unexpired_at(self, moment: datetime) -> Self:
        """Those and the ones that are used up."""
        return self.filter(revoked_at=None, expires_at__gt=moment)

    def open_to(self, user_id: uuid.UUID) -> Self:
        """Those that are for somebody, or for whoever holds the code."""
        return self.filter(Q(invitee=None) | Q(invitee_id=user_id))


class Invite(models.Model):
    """A way into a world until it expires or is taken back: for whoever holds its code, or for the `invitee` alone."""

    world = models.ForeignKey("worlds.SharedWorld", on_delete=models.CASCADE, related_name="invites")
    code = models.CharField(max_length=32, unique=True)
    created_by_id = models.UUIDField()
    invitee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    max_uses = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: as many as there are seats.")
    uses = models.PositiveSmallIntegerField(default=0, help_text="People who have come in with it.")

    objects = InviteQuerySet.as_manager()

    class Meta:
        db_table = "invites"

    def __str__(self) -> str:
        return f"invite to {self.world_id}"

    @property
    def is_used_up(self) -> bool:
        return self.max_uses is not None and self.uses >= self.max_uses

    def is_for(self, user_id: uuid.UUID) -> bool:
        return self.invitee_id in {None, user_id}


SENT_AWAY = (WorldStay.Reason.KICKED, WorldStay.Reason.BANNED)
