"""What the calls of shared worlds take."""

from common.fields import AsWritten, Choice, Key, StrictSerializer, Truth, Whole
from worlds.models import SharedWorld
from worlds.services.games.sessions import LONGEST_NAME
from worlds.services.membership.hosting import LONGEST_REASON

LONGEST_ID, LONGEST_CODE = 64, 64


class Accept(StrictSerializer):
    character_name = AsWritten(max_length=LONGEST_NAME, required=False)


class Join(Accept):
    invite = Key(
        max_length=LONGEST_CODE, required=False, help_text="The code of an invitation; required for a private world."
    )
    new_character = Truth(default=False, help_text="Start with a new character after your story has ended.")


class Watch(StrictSerializer):
    invite = Key(max_length=LONGEST_CODE, required=False)


class QuickJoin(Accept):
    scenario_id = Key(max_length=80)
    game_mode = Choice(choices=SharedWorld.Mode.choices, default=str(SharedWorld.Mode.SHARED))


class WorldSettings(StrictSerializer):
    """Fields that are left out stay as they are."""

    visibility = Choice(choices=SharedWorld.Visibility.choices, required=False)
    spectators_allowed = Truth(required=False)
    agents_allowed = Truth(required=False)
    quorum = Whole(min_value=2, max_value=8, required=False, allow_null=True)


class SendAway(StrictSerializer):
    user_id = Key(max_length=LONGEST_ID)
    reason = AsWritten(max_length=LONGEST_REASON, required=False, allow_blank=True)


class Ready(StrictSerializer):
    ready = Truth(default=True)
