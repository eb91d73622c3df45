"""What the calls of shared worlds take."""

from common.fields import AsWritten, Choice, Key, StrictSerializer, Truth, Whole
from common.limits import ID
from worlds import limits
from worlds.models import SharedWorld


class Accept(StrictSerializer):
    character_name = AsWritten(max_length=limits.CHARACTER_NAME, required=False)
    show_character = Truth(
        required=False,
        help_text="Let people outside the world see your character, and where it is. Left out: as you chose before, else as with your account.",
    )


class Join(Accept):
    invite = Key(
        max_length=limits.INVITE_CODE,
        required=False,
        help_text="The code of an invitation; required for a private world.",
    )
    new_character = Truth(default=False, help_text="Start with a new character after your story has ended.")


class NewInvite(StrictSerializer):
    player = Key(
        max_length=ID,
        required=False,
        help_text="The `user_id` of somebody you have met in a world: the invitation is for them alone. Left out: for whoever has its link.",
    )
    max_uses = Whole(
        min_value=1,
        max_value=limits.INVITE_USES,
        required=False,
        help_text="How many people may come in with the link. Left out: everybody, while a seat is free.",
    )
    expires_in = Whole(
        min_value=limits.INVITE_SECONDS[0],
        max_value=limits.INVITE_SECONDS[1],
        required=False,
        help_text="How long the link is valid, in seconds. Left out: a week.",
    )


class Watch(StrictSerializer):
    invite = Key(max_length=limits.INVITE_CODE, required=False)


class QuickJoin(Accept):
    scenario_id = Key(max_length=limits.SLUG)
    game_mode = Choice(choices=SharedWorld.Mode.choices, default=str(SharedWorld.Mode.SHARED))


class WorldSettings(StrictSerializer):
    """Fields that are left out stay as they are."""

    visibility = Choice(choices=SharedWorld.Visibility.choices, required=False)
    spectators_allowed = Truth(required=False, help_text="Off removes all spectators.")
    spectators_talk = Truth(required=False, help_text="Let spectators speak to the whole world.")
    agents_allowed = Truth(required=False)
    ready_check = Truth(required=False, help_text="false starts a world whose players wait to start together.")
    quorum = Whole(min_value=limits.FEWEST_SEATS, max_value=limits.MOST_SEATS, required=False, allow_null=True)


class OwnChoices(StrictSerializer):
    """Fields that are left out stay as they are."""

    show_character = Truth(required=False)


class SendAway(StrictSerializer):
    user_id = Key(max_length=ID)
    reason = AsWritten(max_length=limits.REMOVAL_REASON, required=False, allow_blank=True)


class Followable(StrictSerializer):
    allowed = Truth()


class Ready(StrictSerializer):
    ready = Truth(default=True)
