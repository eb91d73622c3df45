"""Making an improvisation a part of the story: a form, a preview of what it would make, and the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest, QueryDict
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from common.backoffice import Act, who
from common.backoffice.queues import SeenForm, seen
from common.errors import KleeneError
from common.form_fields import AsWritten, Key
from improvisations import limits
from improvisations.models import Improvisation
from improvisations.services import integrating
from improvisations.services.integration_request import IntegrationRequest
from improvisations.services.outcomes import target_of
from improvisations.services.texts import words_of
from worlds.admin.story_graph import graph_of_story
from worlds.graph.ways import KINDS
from worlds.limits import PATTERN
from worlds.models.compiled import compiled_scenario
from worlds.rules.grid import CELLS
from worlds.rules.scenario import Scenario
from worlds.rules.soft import objections
from worlds.services.stories.credit_names import names_today
from worlds.views.grid_widget import meaning_of

INTEGRATE_PERMISSION: Final = "improvisations.integrate"
ANY_CONSEQUENCES: Final = "improvisations.add_consequences"


class IntegrateForm(SeenForm):
    """Where it goes and as what; the choices are the places of the newest revision."""

    ADVANCED = ("pattern",)  # folded away: who approves ideas need not know regular expressions

    kind = forms.ChoiceField(
        label="Add as",
        choices=(("option", "an option"), ("answer", "an answer to what players type")),
        widget=UnfoldAdminSelectWidget,
    )
    target_node_id = forms.ChoiceField(label="Node", widget=UnfoldAdminSelectWidget)
    option_text = AsWritten(
        label="Option text",
        required=False,
        max_length=limits.OPTION_TEXT,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="You can edit it. The author's own words stay in the history.",
    )
    narrative = AsWritten(
        label="Narrative shown to players",
        max_length=limits.RESPONSE_TEXT,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6}),
    )
    outcome_node_id = forms.ChoiceField(label="Leads to", required=False, widget=UnfoldAdminSelectWidget)
    cell = forms.ChoiceField(
        choices=[(cell, f"{cell}: {meaning_of(cell)}") for cell in CELLS],
        widget=UnfoldAdminSelectWidget,
        help_text="Which of the nine cells a player reaches by it.",
    )
    consequences = Key(
        required=False,
        max_length=limits.CONSEQUENCES,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=(
            "Leave empty if it changes nothing. Otherwise a list in square brackets, as in a scenario file. To raise the "
            'trait luck by 1: [{"type": "modify_trait", "trait": "luck", "delta": 1}]'
        ),
    )
    pattern = Key(
        label="Pattern of the player's words",
        required=False,
        max_length=PATTERN,
        widget=UnfoldAdminTextInputWidget,
        help_text="For an answer only, and the regular expression that a player's words must match. Leave empty to build it from the author's words.",
    )

    def __init__(self, *args: Any, story: Scenario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [(node.id, f"{node.title or node.id} ({node.id})") for node in story.nodes.values()]
        endings = [(ending.id, f"{ending.id} ({ending.type})") for ending in story.endings.values()]
        self.fields["target_node_id"].choices = nodes  # type: ignore[attr-defined]  # a ChoiceField, as declared above
        self.fields["outcome_node_id"].choices = [  # type: ignore[attr-defined]
            ("", "the same node"),
            ("Nodes", nodes),
            ("Endings", endings),
        ]

    def everyday_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.ADVANCED]

    def advanced_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.ADVANCED]

    def clean_consequences(self) -> tuple[Mapping[str, Any], ...]:
        said = self.cleaned_data["consequences"].strip()
        if not said:
            return ()
        try:
            found = json.loads(said)
        except ValueError as fault:
            raise forms.ValidationError(f"This is not valid JSON: {fault}.") from None
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise forms.ValidationError("Write a JSON list of objects.")
        return tuple(found)


def form_for(row: Improvisation, data: QueryDict | None) -> IntegrateForm:
    story = newest_story(row)
    return IntegrateForm(data, initial=suggested_form(row, story), story=story)


def newest_story(row: Improvisation) -> Scenario:
    newest = row.scenario.newest
    assert newest is not None, "what was played was published"
    return compiled_scenario(newest)


def suggested_form(row: Improvisation, story: Scenario) -> dict[str, Any]:
    """What the form begins with: the author's words, at their node, leading to where the game was led."""
    words, led_to = words_of(row), target_of(row.record, story) if row.record else None
    return {
        **seen(row),
        "kind": "option",
        "target_node_id": row.node_id,
        "option_text": row.wording or " ".join(words.input.split())[: limits.OPTION_TEXT],
        "narrative": words.response,
        "outcome_node_id": led_to or "",
        "cell": row.classification,
    }


def integration_request_of(given: Mapping[str, Any]) -> IntegrationRequest:
    return IntegrationRequest(
        target_node_id=given["target_node_id"],
        as_option=given["kind"] == "option",
        option_text=given["option_text"] or None,
        narrative=given["narrative"],
        outcome_node_id=given["outcome_node_id"] or None,
        cell=given["cell"],
        consequences=given.get("consequences") or (),
        pattern=given.get("pattern") or None,
    )


def preview_of(request: HttpRequest, row: Improvisation, form: IntegrateForm) -> dict[str, Any]:
    """What the page shows of the story as it would be, and what would keep this curator from it; or why there is none."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else None if form.is_bound else form.initial
    if given is None:
        return {"trouble": "Correct the marked fields to see the preview."}
    wanted = integration_request_of(given)
    try:
        preview = integrating.preview_integration(improvisation_id=row.pk, wanted=wanted)
    except KleeneError as refusal:
        return {"trouble": refusal.message}
    drawn = graph_of_story(preview.story, highlights=preview.highlights)
    at = drawn.anchors.get(preview.addition.node)
    return {
        "preview": preview,
        "headline": getattr(preview.addition, "text", "") or getattr(preview.addition, "pattern", ""),
        "credited_to": next(iter(names_today([preview.addition.credit]).values()), ""),
        "graph": drawn,
        "scenario": preview.story,
        "excess": []
        if request.user.has_perm(ANY_CONSEQUENCES)
        else objections(wanted.consequences, preview.story.protagonist.traits),
        "kinds": KINDS,
        "card": next((card for card in drawn.cards if card.key == at), None),
    }


def integrate_idea(request: HttpRequest, row: Improvisation, data: Mapping[str, Any]) -> str:
    how = (
        integrating.integrate_with_any_consequences
        if request.user.has_perm(ANY_CONSEQUENCES)
        else integrating.integrate_idea
    )
    made = how(
        improvisation_id=row.pk,
        moderator_id=who(request),
        wanted=integration_request_of(data),
        version=data["seen_version"],
    )
    return f"The improvisation is part of the story from revision {made.revision.number} on. Running games keep their revision."


class UndoForm(forms.Form):
    integration = forms.IntegerField(widget=forms.HiddenInput)


def undo_integration(request: HttpRequest, row: Improvisation, data: Mapping[str, Any]) -> str:
    made = row.integrations.filter(pk=data["integration"]).first()
    made = integrating.undo_integration(integration_id=made.pk if made else 0, moderator_id=who(request))
    assert made.undone_revision is not None
    return f"The improvisation was removed from the story in revision {made.undone_revision.number}."


def active_integration(row: Improvisation) -> int | None:
    """The integration that an undo would mean, where the page named none."""
    found: int | None = row.integrations.filter(undone_at=None).values_list("pk", flat=True).last()
    return found


INTEGRATE: Final = Act(
    name="integrate",
    label="Integrate",
    icon="add_link",
    permission=INTEGRATE_PERMISSION,
    perform=integrate_idea,
    fits=lambda row: row.status == Improvisation.Status.APPROVED,
    form=IntegrateForm,
)
UNDO: Final = Act(
    name="undo",
    label="Undo",
    icon="undo",
    permission=INTEGRATE_PERMISSION,
    perform=undo_integration,
    fits=lambda row: active_integration(row) is not None,
    form=UndoForm,
    initial=lambda row: {"integration": active_integration(row)},
    warning="Publishes a revision that hides the option permanently. New games do not offer it. Its nodes stay, and running games keep the option.",
    tone="danger",
)
