"""Many at once: a page first lists what would happen, and each row is still decided by itself."""

from __future__ import annotations

from django.test import Client

from improvisations.models import Improvisation
from improvisations.services import reviewing
from profiles.models import User
from tests.admin_pages import read
from tests.improvisations.admin.full_queue import fill

BULK = "/admin/improvisations/improvisation/bulk/"


def confirmed(rows: list[Improvisation], act: str, **given: str) -> dict[str, object]:
    versions = {f"version-{row.pk}": row.version for row in rows}
    return {"act": act, "row": [str(row.pk) for row in rows], "confirmed": "yes", **versions, **given}


def statuses(rows: list[Improvisation]) -> list[str]:
    return [Improvisation.objects.get(pk=row.pk).status for row in rows]


def test_a_first_post_lists_what_would_happen_and_changes_nothing(
    desk: Client, mira: User, noor: User, shared: Improvisation
) -> None:
    rows = fill(shared, amount=3)
    reviewing.claim_idea(improvisation_id=rows[1].pk, moderator_id=noor.pk)
    reviewing.reject_idea(improvisation_id=rows[2].pk, moderator_id=mira.pk, notes="No.")
    before = statuses(rows)
    told = desk.post(BULK, {"act": "approve", "row": [str(row.pk) for row in rows]}).content.decode()
    assert "Approve: 1 of 3" in told
    assert "claimed by Noor" in told
    assert "already rejected" in told
    assert statuses(rows) == before


def test_confirmed_it_is_done_row_by_row_with_one_reason(desk: Client, shared: Improvisation) -> None:
    rows = fill(shared, amount=3)
    answer = desk.post(BULK, confirmed(rows, "reject", template="known", notes="", query="by=oldest&p=2"))
    assert answer.headers["Location"] == "/admin/improvisations/improvisation/?by=oldest&p=2"
    assert statuses(rows) == ["rejected"] * 3
    notes = {Improvisation.objects.get(pk=row.pk).reviewer_notes for row in rows}
    assert notes == {"Somebody shared this idea here before you. How would you take it further?"}


def test_what_moved_meanwhile_is_left_alone_and_told(desk: Client, noor: User, shared: Improvisation) -> None:
    rows = fill(shared, amount=2)
    given = confirmed(rows, "approve", notes="")
    reviewing.reject_idea(improvisation_id=rows[0].pk, moderator_id=noor.pk, notes="No.")
    told = desk.post(BULK, given, follow=True).content.decode()
    assert statuses(rows) == ["rejected", "approved"]
    assert "Approve: 1 of 2." in told
    assert "Noor rejected it." in told


def test_without_a_reason_many_are_not_rejected(desk: Client, shared: Improvisation) -> None:
    answer = desk.post(BULK, confirmed([shared], "reject", template="", notes=""))
    assert answer.status_code == 409
    assert "the author knows what to change" in answer.content.decode()
    assert statuses([shared]) == ["submitted"]


def test_its_door_takes_posts_of_known_acts_by_those_who_may(
    desk: Client, clerk: Client, shared: Improvisation
) -> None:
    assert desk.get(BULK, {"act": "approve"}).status_code == 405
    assert desk.post(BULK, {"act": "integrate", "row": str(shared.pk)}).status_code == 403
    assert desk.post(BULK, {"act": "bogus", "row": str(shared.pk)}).status_code == 403
    assert clerk.post(BULK, confirmed([shared], "approve", notes="")).status_code == 403
    assert "Nothing was selected." in desk.post(BULK, {"act": "claim", "row": ["x", "1"]}, follow=True).content.decode()
    assert 'name="row"' not in read(clerk, "/admin/improvisations/improvisation/")
    assert statuses([shared]) == ["submitted"]


def test_where_it_leads_back_to_is_ours_whatever_a_form_says(desk: Client, shared: Improvisation) -> None:
    answer = desk.post(BULK, confirmed([shared], "claim", query="//evil.example/?q=1"))
    assert answer.headers["Location"].startswith("/admin/improvisations/improvisation/?")
