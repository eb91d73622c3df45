"""Claiming and deciding on an improvisation's page: by POST, by those who may, and never twice."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from improvisations.models import Improvisation
from improvisations.services import reviewing
from improvisations.services.drafts import resubmit_draft
from profiles.models import User
from tests.admin_pages import act, page, read, rows
from tests.improvisations.conftest import Shares
from tests.improvisations.together import shares
from tests.markup import on_one_line
from tests.staff import signed_in, staff_with
from worlds.services.games import sessions
from worlds.services.membership import archiving
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined

ACTS = ("claim", "release", "approve", "reject", "reword", "integrate", "undo")


def facts(row: Improvisation) -> tuple[object, ...]:
    fresh = Improvisation.objects.get(pk=row.pk)
    return fresh.status, fresh.version, fresh.claimed_by_id, fresh.reviewer_notes


def test_a_moderator_claims_and_releases(desk: Client, mira: User, shared: Improvisation) -> None:
    told = desk.post(act(shared, "claim"), {"seen_version": 1}, follow=True).content.decode()
    assert "You claimed this improvisation for 15 minutes." in told
    assert "You, 15 min left" in told
    assert facts(shared)[0] == "under_review"
    assert facts(shared)[2] == mira.pk
    desk.post(act(shared, "release"), {"seen_version": 2})
    assert facts(shared)[2] is None


def test_the_other_moderator_sees_who_holds_it(desk: Client, other_desk: Client, shared: Improvisation) -> None:
    desk.post(act(shared, "claim"), {"seen_version": 1})
    assert "Mira, 15 min left" in read(other_desk, page(shared))
    assert "Mira, 15 min left" in read(other_desk, rows(Improvisation))
    standing = other_desk.get(f"{rows(Improvisation)}standing/?id={shared.pk}").json()
    assert standing[str(shared.pk)]["claim"] == "Mira, 15 min left"
    assert standing[str(shared.pk)]["mine"] is False


def test_approving_tells_the_author_and_shows_who_did_it(desk: Client, shared: Improvisation) -> None:
    told = desk.post(act(shared, "approve"), {"seen_version": 1, "notes": "Lovely."}, follow=True).content.decode()
    assert facts(shared)[0] == "approved"
    assert facts(shared)[3] == "Lovely."
    assert "Approved</b> by Mira" in told


def test_who_approves_is_told_that_its_world_did_not_take_it(desk: Client, elena: User, opened: Joined) -> None:
    row = shares(elena, opened.session)
    archiving.archive_any(world_id=opened.world.pk)
    told = on_one_line(desk.post(act(row, "approve"), {"seen_version": 1, "notes": ""}, follow=True).content.decode())
    assert f"The system could not add it to its world: {WorldArchived.message}" in unescape(told)
    assert f"Could not add it to its world: {WorldArchived.message}</b> by the system" in unescape(told)
    author = signed_in(elena).get(f"/improvisations/{row.short_id}/").content.decode()
    assert "A note was added" in author
    assert "It was rejected" not in author


def test_a_rejection_carries_its_reason_and_note_to_the_author(desk: Client, shared: Improvisation) -> None:
    desk.post(act(shared, "reject"), {"seen_version": 1, "template": "form", "notes": "Which song?"})
    status, _, _, notes = facts(shared)
    assert status == "rejected"
    assert str(notes).startswith("It is hard to read.")
    assert str(notes).endswith("Which song?")


def test_a_rejection_without_any_reason_is_asked_for_again(desk: Client, shared: Improvisation) -> None:
    answer = desk.post(act(shared, "reject"), {"seen_version": 1, "template": "", "notes": "  "})
    assert answer.status_code == 409
    assert "the author knows what to change" in answer.content.decode()
    assert facts(shared)[0] == "submitted"


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told_and_loses_no_word(
    desk: Client, other_desk: Client, shared: Improvisation
) -> None:
    desk.post(act(shared, "approve"), {"seen_version": 1, "notes": "A keeper."})
    before = facts(shared)
    mine = "Too close to the second option, I think."
    answer = other_desk.post(act(shared, "reject"), {"seen_version": 1, "template": "", "notes": mine})
    told = on_one_line(answer.content.decode())
    assert answer.status_code == 409
    assert facts(shared) == before
    assert "Mira approved it" in told
    assert "A keeper." in told
    assert mine in told
    assert "there is nothing left to do here" in told
    assert "anyway" not in told


def test_who_was_overtaken_by_a_claim_that_was_given_back_may_decide_all_the_same(
    desk: Client, other_desk: Client, shared: Improvisation
) -> None:
    desk.post(act(shared, "claim"), {"seen_version": 1})
    desk.post(act(shared, "release"), {"seen_version": 2})
    answer = other_desk.post(act(shared, "reject"), {"seen_version": 1, "template": "tone", "notes": "Try again."})
    told = on_one_line(answer.content.decode())
    assert "Mira took it into review" in told
    assert "Reject anyway" in told
    assert 'name="seen_version" value="2"' in told
    other_desk.post(act(shared, "reject"), {"seen_version": 2, "template": "tone", "notes": "Try again."})
    assert facts(shared)[0] == "rejected"


def test_what_somebody_else_holds_is_not_decided(desk: Client, other_desk: Client, shared: Improvisation) -> None:
    desk.post(act(shared, "claim"), {"seen_version": 1})
    answer = other_desk.post(act(shared, "approve"), {"seen_version": 2, "notes": ""})
    assert answer.status_code == 409
    assert "Another moderator has claimed this improvisation." in answer.content.decode()
    assert facts(shared)[0] == "under_review"


@pytest.mark.parametrize("name", ACTS)
def test_a_get_changes_nothing(desk: Client, shared: Improvisation, name: str) -> None:
    before = facts(shared)
    answer = desk.get(f"{act(shared, name)}?seen_version=1&notes=x&template=form&confirmed=yes")
    assert answer.status_code == 200
    assert facts(shared) == before


@pytest.mark.parametrize("name", ACTS)
def test_who_may_only_look_sees_no_button_and_forges_in_vain(clerk: Client, shared: Improvisation, name: str) -> None:
    before = facts(shared)
    told = read(clerk, page(shared))
    assert act(shared, name) not in told
    assert "You can view the queue but not decide." in told
    assert clerk.get(act(shared, name)).status_code == 403
    assert clerk.post(act(shared, name), {"seen_version": 1, "notes": "x"}).status_code == 403
    assert facts(shared) == before


def test_moderating_and_integrating_are_two_permissions(shared: Improvisation, mira: User) -> None:
    judge = signed_in(staff_with("improvisations.view_improvisation", "improvisations.moderate", name="judge"))
    maker = signed_in(staff_with("improvisations.view_improvisation", "improvisations.integrate", name="maker"))
    assert maker.post(act(shared, "approve"), {"seen_version": 1}).status_code == 403
    assert judge.post(act(shared, "approve"), {"seen_version": 1}).status_code == 302
    assert judge.get(act(shared, "integrate")).status_code == 403
    assert judge.post(act(shared, "integrate"), {"seen_version": 3}).status_code == 403
    assert maker.get(act(shared, "integrate")).status_code == 200
    assert act(shared, "integrate") in read(maker, page(shared))
    assert act(shared, "integrate") not in read(judge, page(shared))


def test_who_may_moderate_but_not_look_can_do_neither(shared: Improvisation) -> None:
    blind = signed_in(staff_with("improvisations.moderate"))
    assert blind.get(rows(Improvisation)).status_code == 403
    assert blind.get(f"{rows(Improvisation)}standing/?id={shared.pk}").status_code == 403
    assert blind.post(act(shared, "approve"), {"seen_version": 1}).status_code == 403


def test_players_and_strangers_are_sent_to_sign_in(elena: User, client: Client, shared: Improvisation) -> None:
    for browser in (client, signed_in(elena)):
        for path in (act(shared, "approve"), f"{rows(Improvisation)}bulk/", f"{rows(Improvisation)}views/save/"):
            answer = browser.post(path, {"seen_version": 1, "act": "approve", "row": str(shared.pk)})
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/admin/login/")
    assert facts(shared)[0] == "submitted"


def test_a_post_without_its_token_is_refused(mira: User, shared: Improvisation) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mira)
    assert strict.post(act(shared, "approve"), {"seen_version": 1}).status_code == 403
    assert strict.post(f"{rows(Improvisation)}bulk/", {"act": "claim", "row": str(shared.pk)}).status_code == 403
    assert facts(shared)[0] == "submitted"


def test_rows_are_neither_added_nor_changed_nor_deleted_by_hand(desk: Client, shared: Improvisation) -> None:
    before = facts(shared)
    assert desk.get(f"{rows(Improvisation)}add/").status_code == 403
    assert desk.post(page(shared), {"status": "approved"}).status_code == 403
    assert desk.post(page(shared).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert desk.post(rows(Improvisation), {"action": "delete_selected"}).status_code == 403
    assert facts(shared) == before


def test_a_draft_that_comes_back_shows_in_the_history_with_the_words_as_they_were(
    desk: Client, shares: Shares, elena: User, mira: User
) -> None:
    shared = shares(narrative_response="The keeper nods.", classification="discovery")
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Which song?")
    resubmit_draft(user_id=elena.pk, improvisation_id=shared.pk, player_input="I hum the ferry song until she smiles.")
    told = read(desk, page(shared))
    assert "Which song?" in told
    assert "I hum an old song until the keeper smiles." in told
    assert "I hum the ferry song until she smiles." in told


def test_a_moderator_goes_on_to_the_next_idea_once_nothing_is_left_to_do(
    desk: Client, kael: User, shared: Improvisation
) -> None:
    other = shares(kael, sessions.start_solo(user_id=kael.pk, scenario_slug="gate"))
    rejection = {"seen_version": 1, "template": "form", "notes": "Which song?"}
    assert desk.post(act(shared, "reject"), rejection).headers["Location"] == page(other)
    assert desk.post(act(other, "reject"), rejection).headers["Location"] == page(other), "none waits any more"
