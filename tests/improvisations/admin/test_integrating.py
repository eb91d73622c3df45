"""Integrating in the back office: previewed without a trace, published once, undone for good."""

from __future__ import annotations

import pytest
from django.test import Client

from improvisations.models import Improvisation, Integration
from improvisations.services import reviewing
from profiles.models import User
from tests.admin_pages import act, page, read
from tests.staff import signed_in, staff_with
from worlds.models import ScenarioRevision
from worlds.models.compiled import compiled_scenario

WISH = {
    "kind": "option",
    "target_node_id": "road",
    "option_text": "Hum an old song",
    "narrative": "The keeper smiles, and looks away.",
    "outcome_node_id": "garden",
    "cell": "discovery",
    "consequences": "",
    "pattern": "",
}


@pytest.fixture
def approved(shared: Improvisation, mira: User) -> Improvisation:
    return reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)


def wish(row: Improvisation, **changed: object) -> dict[str, object]:
    return {**WISH, "seen_version": row.version, **changed}


def test_the_form_begins_with_the_players_words_at_their_node_and_shows_the_story_with_them(
    desk: Client, approved: Improvisation
) -> None:
    told = read(desk, act(approved, "integrate"))
    assert "I hum an old song until the keeper smiles.</textarea>" in told
    assert 'value="road" selected' in told
    assert "the turn counter rises by one" in told
    assert "data-graph" in told
    assert ScenarioRevision.objects.count() == 1


def test_a_preview_stores_nothing(desk: Client, approved: Improvisation) -> None:
    told = desk.post(act(approved, "integrate"), wish(approved, preview="yes")).content.decode()
    assert "Hum an old song" in told
    assert "It leads to" in told
    assert (ScenarioRevision.objects.count(), Integration.objects.count()) == (1, 0)


def test_publishing_makes_a_revision_with_the_option_and_undoing_hides_it(
    desk: Client, approved: Improvisation
) -> None:
    told = desk.post(act(approved, "integrate"), wish(approved), follow=True).content.decode()
    assert "is part of the story from revision 2 on." in told
    option = compiled_scenario(ScenarioRevision.objects.get(number=2)).nodes["road"].option(approved.short_id)
    assert option is not None
    assert (option.text, option.next_node, option.retired) == ("Hum an old song", "garden", False)
    assert "undo/?integration=" in told
    told = desk.post(act(approved, "undo"), {"integration": Integration.objects.get().pk}, follow=True).content.decode()
    assert "in revision 3" in told
    option = compiled_scenario(ScenarioRevision.objects.get(number=3)).nodes["road"].option(approved.short_id)
    assert option is not None
    assert option.retired


def test_twice_is_refused_and_told(desk: Client, other_desk: Client, approved: Improvisation) -> None:
    desk.post(act(approved, "integrate"), wish(approved))
    answer = other_desk.post(act(approved, "integrate"), wish(approved, option_text="My own careful wording"))
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Mira made it a part of the story" in told
    assert "My own careful wording" in told
    assert ScenarioRevision.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"target_node_id": "nowhere"}, "Select a valid choice"),
        ({"consequences": "[{"}, "This is not valid JSON"),
        ({"consequences": '{"type": "gain_item"}'}, "Write a JSON list of objects."),
        ({"consequences": '[{"type": "bogus"}]'}, "bogus"),
        ({"cell": "bogus"}, "Select a valid choice"),
        ({"narrative": ""}, "This field is required."),
    ],
)
def test_a_wish_that_cannot_be_is_marked_and_nothing_is_published(
    desk: Client, approved: Improvisation, changed: dict[str, object], says: str
) -> None:
    for more in ({}, {"preview": "yes"}):
        answer = desk.post(act(approved, "integrate"), wish(approved, **changed, **more))
        assert answer.status_code in {200, 409}
        assert says in answer.content.decode()
    assert ScenarioRevision.objects.count() == 1


def test_strong_consequences_need_their_own_permission(desk: Client, approved: Improvisation) -> None:
    strong = wish(approved, consequences='[{"type": "character_dies"}]')
    told = desk.post(act(approved, "integrate"), {**strong, "preview": "yes"}).content.decode()
    assert "You do not have the permission for this." in told
    answer = desk.post(act(approved, "integrate"), strong)
    assert "character_dies" in str(answer.context["form"].errors["consequences"])
    assert ScenarioRevision.objects.count() == 1
    may = ("improvisations.view_improvisation", "improvisations.integrate", "improvisations.add_consequences")
    assert signed_in(staff_with(*may, name="curator")).post(act(approved, "integrate"), strong).status_code == 302
    assert ScenarioRevision.objects.count() == 2


def test_an_integration_of_another_improvisation_is_not_undone_here(
    desk: Client, approved: Improvisation, shared: Improvisation
) -> None:
    desk.post(act(approved, "integrate"), wish(approved))
    made = Integration.objects.get()
    desk.post(act(approved, "undo"), {"integration": made.pk + 1})
    made.refresh_from_db()
    assert made.is_active
    assert "Undo" in read(desk, page(approved))
