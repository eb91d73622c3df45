"""What the forms of shared worlds send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings

from common.form_fields import AsWritten, Key, Prose
from common.limits import ID
from worlds import limits
from worlds.models import SharedWorld
from worlds.services.stories.catalogue import ScenarioSummary

MODES = (
    (SharedWorld.Mode.SHARED, "Play the story as written"),
    (SharedWorld.Mode.COLLABORATIVE, "Write together: ideas can join the story"),
)
VISIBILITIES = (
    (SharedWorld.Visibility.PUBLIC, "Public: anyone can find it and join"),
    (SharedWorld.Visibility.PRIVATE, "Private: only with an invitation"),
)
TIME_POLICIES = (
    (SharedWorld.TimePolicy.FURTHEST, "Follows the player furthest ahead"),
    (SharedWorld.TimePolicy.SUM, "Adds up the time of all players"),
)


def _field(**attrs: str) -> dict[str, str]:
    return {"class": "field", "autocomplete": "off", **attrs}


class NameForm(forms.Form):
    """Who one comes as."""

    character_name = AsWritten(
        required=False,
        max_length=limits.CHARACTER_NAME,
        label="Your character’s name",
        help_text="Leave empty to use the author’s name for the character.",
        error_messages={"max_length": f"Use at most {limits.CHARACTER_NAME} characters for the name."},
        widget=forms.TextInput(attrs=_field(maxlength=str(limits.CHARACTER_NAME))),
    )

    @property
    def wanted_name(self) -> str | None:
        return self.cleaned_data["character_name"] or None


SHOWN_TO = (
    ("no", "Only players in this world"),
    ("yes", "Everyone, with name and place"),
)


class OwnPlaceForm(forms.Form):
    """What a member chooses for themselves; what is not asked stays as it was."""

    show_character = forms.ChoiceField(
        required=False,
        label="Who can see your character",
        choices=SHOWN_TO,
        initial="no",
        help_text="People outside the world see a hidden character as “someone”. Showing your character does not show your account if that is hidden.",
        widget=forms.Select(attrs=_field()),
    )

    @property
    def wants_to_be_shown(self) -> bool | None:
        given = self.cleaned_data["show_character"]
        return given == "yes" if given else None


class ArrivalForm(NameForm, OwnPlaceForm):
    """Who one comes as into a world, and who may know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "character_name"
        ].help_text = "Other players see this name. If it is empty, they see your account’s name, and people outside the world see the character’s name from the story."


class NewWorldForm(ArrivalForm):
    scenario = forms.ChoiceField(label="Story", widget=forms.Select(attrs=_field()))
    game_mode = forms.ChoiceField(label="Mode", choices=MODES, widget=forms.Select(attrs=_field()))
    visibility = forms.ChoiceField(label="Who can join", choices=VISIBILITIES, widget=forms.Select(attrs=_field()))
    max_players = forms.TypedChoiceField(label="Seats", coerce=int, widget=forms.Select(attrs=_field()))
    time_policy = forms.ChoiceField(label="World clock", choices=TIME_POLICIES, widget=forms.Select(attrs=_field()))

    starts = forms.ChoiceField(
        required=False,
        label="Start of the game",
        choices=(("", "At once"), ("together", "When all players are ready, or you start it")),
        widget=forms.Select(attrs=_field()),
    )

    field_order = (
        "scenario",
        "character_name",
        "show_character",
        "max_players",
        "visibility",
        "game_mode",
        "time_policy",
        "starts",
    )

    def __init__(self, stories: list[ScenarioSummary], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        seats = range(limits.FEWEST_SEATS, settings.WORLD_MAX_PLAYERS + 1)
        self.fields["scenario"].choices = [(story["id"], story["name"]) for story in stories]  # type: ignore[attr-defined]
        self.fields["max_players"].choices = [(count, str(count)) for count in seats]  # type: ignore[attr-defined]
        self.fields["max_players"].initial = settings.WORLD_MAX_PLAYERS


def _voices() -> list[tuple[str, str]]:
    counts = range(limits.FEWEST_SEATS, settings.WORLD_MAX_PLAYERS + 1)
    return [("", "Moderators"), *((str(count), f"Players: {count} endorsements for an idea") for count in counts)]


class WorldSettingsForm(forms.Form):
    """What a host may change; `quorum` is asked for where people write on the story together."""

    visibility = forms.ChoiceField(label="Who can join", choices=VISIBILITIES, widget=forms.Select(attrs=_field()))
    quorum = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label="Who approves ideas for this world",
        choices=_voices,
        widget=forms.Select(attrs=_field()),
    )
    spectators_allowed = forms.BooleanField(required=False)
    spectators_talk = forms.BooleanField(required=False)
    agents_allowed = forms.BooleanField(required=False)


HOUR = 3600
VALIDITIES = ((HOUR, "One hour"), (24 * HOUR, "One day"), (7 * 24 * HOUR, "One week"), (30 * 24 * HOUR, "30 days"))
USES = (
    ("", "Any number of people"),
    *((count, f"{count} people" if count > 1 else "One person") for count in (1, 2, 5, 10)),
)


class LinkForm(forms.Form):
    """How far an invitation link reaches; what is not asked is as it always was."""

    expires_in = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label="Valid for",
        choices=VALIDITIES,
        initial=7 * 24 * HOUR,
        widget=forms.Select(attrs=_field()),
    )
    max_uses = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label="For",
        choices=USES,
        widget=forms.Select(attrs=_field()),
    )

    @property
    def lives(self) -> timedelta:
        return timedelta(seconds=self.cleaned_data["expires_in"] or 7 * 24 * HOUR)


class SendAwayForm(forms.Form):
    player = Key(max_length=ID)
    reason = AsWritten(required=False, max_length=limits.REMOVAL_REASON)


class SeenForm(forms.Form):
    after = forms.IntegerField(min_value=0, max_value=10**15)


class SayForm(forms.Form):
    """`to` is empty, `room`, `party`, or the id of who is whispered to."""

    text = Prose(
        max_length=limits.CHAT_TEXT,
        error_messages={
            "required": "Write a message.",
            "max_length": f"Write at most {limits.CHAT_TEXT} characters.",
        },
    )
    to = Key(required=False, max_length=ID)
    idempotency_key = forms.UUIDField(required=False)  # from scripts, which say again what nobody confirmed

    @property
    def key(self) -> str | None:
        given = self.cleaned_data["idempotency_key"]
        return str(given) if given else None

    @property
    def channel(self) -> str:
        to: str = self.cleaned_data["to"]
        return to if to in {"room", "party"} else "world"

    @property
    def listener(self) -> str | None:
        to: str = self.cleaned_data["to"]
        return to if to not in {"", "world", "room", "party"} else None
