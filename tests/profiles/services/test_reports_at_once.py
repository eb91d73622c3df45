"""Two at the same moment: row locks decide, so these run on a database that has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from common.errors import KleeneError
from profiles.models import User
from profiles.services import reports
from tests.staff import moderator
from tests.worlds.services.shared_worlds.counting_world import at_once
from worlds.models import Report, ReportMove

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def outcome(act: Callable[[], Report]) -> str:
    try:
        return str(act().outcome)
    except KleeneError as refusal:
        return type(refusal).__name__


def test_of_two_who_decide_about_two_reports_of_one_thing_one_wins_and_neither_waits_for_ever() -> None:
    ada, kael, bob = (User.objects.create_user(name) for name in ("ada", "kael", "bob"))
    rows = [
        reports.report_anything(reporter_id=by.pk, kind="player", subject_id=ada.short_id, reason="Rude.")
        for by in (kael, bob)
    ]
    mira, noor = moderator("mira"), moderator("noor")
    came_to = at_once(
        [
            partial(outcome, partial(reports.suspend_player, report_id=rows[0].pk, moderator_id=mira.pk, note="Rude.")),
            partial(outcome, partial(reports.dismiss_report, report_id=rows[1].pk, moderator_id=noor.pk, note="No.")),
        ]
    )
    ada.refresh_from_db()
    [done] = {row.outcome for row in Report.objects.all()}
    assert sorted(came_to) == sorted(["ReportDecided", done])
    assert ada.is_active is (done == reports.DISMISSED)
    assert ReportMove.objects.filter(did=done).count() == 2


def test_of_four_reports_of_one_thing_by_one_person_one_is_filed() -> None:
    ada, kael = (User.objects.create_user(name) for name in ("ada", "kael"))
    file = partial(
        reports.report_anything, reporter_id=kael.pk, kind="player", subject_id=ada.short_id, reason="Sells lamps."
    )
    assert sorted(at_once([partial(outcome, file)] * 4)) == ["", *["AlreadyReported"] * 3]
    assert Report.objects.count() == ReportMove.objects.count() == 1
