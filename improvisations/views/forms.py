"""What the forms of sharing send. Services judge the texts; these only ask."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from common.errors import KleeneError
from common.form_fields import Prose
from improvisations import limits


def prose_field(label: str, longest: int, *, rows: int, required: bool, help_text: str = "") -> Prose:
    widget = forms.Textarea(attrs={"rows": rows, "class": "field"})
    return Prose(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


class Telling(forms.Form):
    """A service's refusal lands beside the field that it is about."""

    def refuse(self, fault: KleeneError) -> None:
        faults = {field: said for field, said in fault.details.items() if field in self.fields}
        if not faults:
            self.add_error(None, fault.message)
        for field, said in faults.items():
            self.add_error(field, [str(each) for each in said] if isinstance(said, Iterable) else str(said))


class ShareForm(Telling):
    outcome = prose_field(
        "What happened, in your own words",
        limits.OUTCOME_TEXT,
        rows=2,
        required=False,
        help_text="One sentence is enough.",
    )


class DraftForm(Telling):
    """The draft of an improvisation that was sent back; of a verified one the answer is the game's own."""

    player_input = prose_field("What you did", limits.IDEA_TEXT, rows=3, required=True)
    narrative_response = prose_field("What was answered", limits.RESPONSE_TEXT, rows=6, required=True)
    outcome = prose_field("What happened, in your own words", limits.OUTCOME_TEXT, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: object, is_verified: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_verified:
            del self.fields["narrative_response"]
