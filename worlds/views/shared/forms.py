"""What the forms of shared worlds send."""

from __future__ import annotations

from django import forms
from django.conf import settings

from common.form_fields import AsWritten, Key, Prose
from worlds.models import SharedWorld
from worlds.services.games.sessions import LONGEST_NAME
from worlds.services.membership.creating import FEWEST
from worlds.services.membership.hosting import LONGEST_REASON
from worlds.services.stories.catalogue import ScenarioSummary
from worlds.services.turns.request import LONGEST_TEXT

MODES = (
    (SharedWorld.Mode.SHARED, "Play it as it is written"),
    (SharedWorld.Mode.COLLABORATIVE, "Write on it together: what you improvise may become part of it"),
)
VISIBILITIES = (
    (SharedWorld.Visibility.PUBLIC, "Anybody may find it and join"),
    (SharedWorld.Visibility.PRIVATE, "Only people with an invitation"),
)
TIME_POLICIES = (
    (SharedWorld.TimePolicy.FURTHEST, "Everybody has their own clock; the world follows the furthest"),
    (SharedWorld.TimePolicy.SUM, "Everybody’s time adds up"),
)
CHANNELS = (("world", "Everybody"), ("room", "People here"))


def _field(**attrs: str) -> dict[str, str]:
    return {"class": "field", "autocomplete": "off", **attrs}


class NameForm(forms.Form):
    """Who one comes as."""

    character_name = AsWritten(
        required=False,
        max_length=LONGEST_NAME,
        label="Your character’s name",
        help_text="Leave it empty to be called as the author named them.",
        error_messages={"max_length": f"A character’s name has at most {LONGEST_NAME} characters."},
        widget=forms.TextInput(attrs=_field(maxlength=str(LONGEST_NAME))),
    )

    @property
    def wanted_name(self) -> str | None:
        return self.cleaned_data["character_name"] or None


class NewWorldForm(NameForm):
    scenario = forms.ChoiceField(label="Story", widget=forms.Select(attrs=_field()))
    game_mode = forms.ChoiceField(label="How you play", choices=MODES, widget=forms.Select(attrs=_field()))
    visibility = forms.ChoiceField(label="Who may come in", choices=VISIBILITIES, widget=forms.Select(attrs=_field()))
    max_players = forms.TypedChoiceField(label="Seats", coerce=int, widget=forms.Select(attrs=_field()))
    time_policy = forms.ChoiceField(label="Time", choices=TIME_POLICIES, widget=forms.Select(attrs=_field()))

    field_order = ("scenario", "character_name", "max_players", "visibility", "game_mode", "time_policy")

    def __init__(self, stories: list[ScenarioSummary], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        seats = range(FEWEST, settings.WORLD_MAX_PLAYERS + 1)
        self.fields["scenario"].choices = [(story["id"], story["name"]) for story in stories]  # type: ignore[attr-defined]
        self.fields["max_players"].choices = [(count, str(count)) for count in seats]  # type: ignore[attr-defined]
        self.fields["max_players"].initial = settings.WORLD_MAX_PLAYERS


def _voices() -> list[tuple[str, str]]:
    counts = range(FEWEST, settings.WORLD_MAX_PLAYERS + 1)
    return [("", "Moderators"), *((str(count), f"We do: {count} voices for an idea") for count in counts)]


class HouseForm(forms.Form):
    """What a host may change; `quorum` is asked for where people write on the story together."""

    visibility = forms.ChoiceField(label="Who may come in", choices=VISIBILITIES, widget=forms.Select(attrs=_field()))
    quorum = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label="Who decides what becomes part of this world",
        choices=_voices,
        widget=forms.Select(attrs=_field()),
    )
    spectators_allowed = forms.BooleanField(required=False)
    agents_allowed = forms.BooleanField(required=False)


class SendAwayForm(forms.Form):
    player = Key(max_length=64)
    reason = AsWritten(required=False, max_length=LONGEST_REASON)


class SayForm(forms.Form):
    """`to` is empty, `room`, or the id of who is whispered to."""

    text = Prose(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": "Say something first.",
            "max_length": f"Say at most {LONGEST_TEXT} characters at a time.",
        },
    )
    to = Key(required=False, max_length=64)
    idempotency_key = forms.UUIDField(required=False)  # from scripts, which say again what nobody confirmed

    @property
    def key(self) -> str | None:
        given = self.cleaned_data["idempotency_key"]
        return str(given) if given else None

    @property
    def channel(self) -> str:
        return "room" if self.cleaned_data["to"] == "room" else "world"

    @property
    def listener(self) -> str | None:
        to: str = self.cleaned_data["to"]
        return to if to not in {"", "world", "room"} else None
