"""What the calls of presence take."""

from common.fields import Choice, StrictSerializer, Truth
from presence.models import PlayerPresence


class Changes(StrictSerializer):
    visible = Truth(required=False, help_text="Let other players see that you are online, and what you play.")
    status = Choice(choices=PlayerPresence.Chosen.choices, required=False, help_text="Your own status.")


class Beat(StrictSerializer):
    """The body can be omitted or empty."""
