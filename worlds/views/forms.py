"""What the forms of a game send."""

from __future__ import annotations

from django import forms

from common.form_fields import Key, Prose
from common.limits import ID
from worlds import limits
from worlds.services.turns.request import TurnRequest


class TurnForm(forms.Form):
    """A choice, a text, or a text for a choice."""

    option_id = Key(required=False, max_length=limits.STORED_STORY_ID)
    input = Prose(
        required=False,
        max_length=limits.TURN_TEXT,
        error_messages={"max_length": f"Write at most {limits.TURN_TEXT} characters; you wrote %(show_value)d."},
    )
    expected_number = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    idempotency_key = Key(required=False, max_length=ID)

    def turn_request(self) -> TurnRequest:
        said = self.cleaned_data
        return TurnRequest(
            option_id=said["option_id"] or None,
            input=said["input"] or None,
            expected_number=said["expected_number"],
        )


class SettingsForm(forms.Form):
    parser_mode = forms.BooleanField(required=False)
    improvisation_temperature = forms.IntegerField(min_value=0, max_value=10)


class RewindForm(forms.Form):
    """Back by some moves, or to where a turn began."""

    steps = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    to = Key(required=False, max_length=limits.TURN_NAME)
