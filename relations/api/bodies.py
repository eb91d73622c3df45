"""What the calls take."""

from rest_framework import serializers

from common.fields import Choice, Key, StrictSerializer
from relations.models import Mute

ID = 36  # characters of an id in its longer form


class Somebody(StrictSerializer):
    user_id = Key(max_length=ID)


class Muting(StrictSerializer):
    user_id = Key(max_length=ID)
    channel = Choice(
        choices=[value for value in Mute.Channel.values if value],
        required=False,
        allow_null=True,
        help_text="Null or omitted for all channels.",
    )
    until = serializers.DateTimeField(
        required=False, allow_null=True, help_text="Null or omitted: until you remove it."
    )
