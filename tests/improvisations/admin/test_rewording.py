"""Moderators may word the option that an improvisation becomes; the author's words stay what they were."""

from __future__ import annotations

from django.test import Client

from improvisations.models import Improvisation
from improvisations.services import reviewing
from improvisations.services.drafts import resubmit_draft
from profiles.models import User
from tests.admin_pages import act, page, read
from tests.improvisations.conftest import Shares
from tests.markup import on_one_line


def test_a_wording_is_kept_beside_the_authors_words_and_begins_the_integration(
    desk: Client, mira: User, shared: Improvisation
) -> None:
    desk.post(act(shared, "reword"), {"seen_version": 1, "wording": "Hum  an old\nsong"})
    shared.refresh_from_db()
    assert shared.wording == "Hum an old song"
    assert shared.input_text.text == "I hum an old song until the keeper smiles."
    told = read(desk, page(shared))
    assert "Changed the wording to “Hum an old song”" in told
    assert "I hum an old song until the keeper smiles." in told
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert "Hum an old song</textarea>" in read(desk, act(shared, "integrate"))


def test_who_decides_on_what_was_reworded_meanwhile_is_told(
    desk: Client, other_desk: Client, shared: Improvisation
) -> None:
    desk.post(act(shared, "reword"), {"seen_version": 1, "wording": "Hum"})
    told = on_one_line(other_desk.post(act(shared, "approve"), {"seen_version": 1, "notes": "Yes."}).content.decode())
    assert "Mira changed the wording to “Hum”" in told
    assert "Approve anyway" in told


def test_what_was_decided_is_not_reworded_and_a_new_draft_begins_without(
    desk: Client, mira: User, elena: User, shares: Shares
) -> None:
    shared = shares(narrative_response="The keeper nods.", classification="discovery")
    desk.post(act(shared, "reword"), {"seen_version": 1, "wording": "Hum"})
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Which song?")
    answer = desk.post(act(shared, "reword"), {"seen_version": 3, "wording": "Sing"})
    assert (answer.status_code, "has already been decided" in answer.content.decode()) == (409, True)
    resubmit_draft(user_id=elena.pk, improvisation_id=shared.pk, player_input="I whistle the ferry song.")
    shared.refresh_from_db()
    assert shared.wording == ""
