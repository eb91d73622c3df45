"""What the calls take."""

from rest_framework import serializers

from common.fields import Choice, Key, Prose, StrictSerializer, Whole
from relations import limits
from relations.models import Mute

ID = 36  # characters of an id in its longer form
CHANNELS = [value for value in Mute.Channel.values if value]


class Somebody(StrictSerializer):
    user_id = Key(max_length=ID)


class Muting(StrictSerializer):
    user_id = Key(max_length=ID)
    channel = Choice(
        choices=CHANNELS,
        required=False,
        allow_null=True,
        help_text="Null or omitted for all channels.",
    )
    until = serializers.DateTimeField(
        required=False, allow_null=True, help_text="Null or omitted: until you remove it."
    )


class Silencing(StrictSerializer):
    user_id = Key(max_length=ID)
    channel = Choice(choices=CHANNELS, required=False, allow_null=True, help_text="Null or omitted for all channels.")
    minutes = Whole(min_value=limits.SILENCE_SHORTEST, max_value=limits.SILENCE_LONGEST)
    reason = Prose(max_length=limits.SILENCE_REASON, help_text="The player reads it.")
