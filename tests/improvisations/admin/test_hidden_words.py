"""Hiding words leaves alone what was made of them: moderators are pointed at the way to take that out, too."""

from __future__ import annotations

import pytest
from django.test import Client

from improvisations.models import Improvisation, Integration
from improvisations.services import integrating, reviewing
from improvisations.services.integration_request import IntegrationRequest
from profiles.models import User
from profiles.services import reports
from tests.admin_pages import act, page, read
from tests.markup import on_one_line
from worlds.models import Report

STAYS = "Removing the text here does not remove it from the story."
STILL = "The text was removed, but the story still uses it"


@pytest.fixture
def played(shared: Improvisation, mira: User) -> Improvisation:
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    integrating.integrate_idea(improvisation_id=shared.pk, moderator_id=mira.pk, wanted=IntegrationRequest("road"))
    return shared


def reported(row: Improvisation, by: User) -> Report:
    return reports.report_anything(reporter_id=by.pk, kind="improvisation", subject_id=row.short_id, reason="Rude.")


def test_a_report_leads_to_the_undo_of_what_is_played(desk: Client, played: Improvisation, kael: User) -> None:
    report = reported(played, kael)
    for told in (
        read(desk, page(report)),
        on_one_line(desk.post(act(report, "hide"), {"seen_version": 1, "note": "Rude."}, follow=True).content.decode()),
    ):
        assert STAYS in told
        assert f'href="{page(played)}#made"' in told
    told = read(desk, page(played))
    assert STILL in told
    assert f"{act(played, 'undo')}?integration={Integration.objects.get().pk}" in told


def test_once_undone_nothing_is_left_to_point_at(desk: Client, mira: User, played: Improvisation, kael: User) -> None:
    integrating.undo_integration(integration_id=Integration.objects.get().pk, moderator_id=mira.pk)
    report = reported(played, kael)
    told = on_one_line(
        desk.post(act(report, "hide"), {"seen_version": 1, "note": "Rude."}, follow=True).content.decode()
    )
    assert STAYS not in told
    assert STILL not in read(desk, page(played))


def test_what_was_never_integrated_is_nowhere_else(desk: Client, mira: User, shared: Improvisation, kael: User) -> None:
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk)
    assert STAYS not in read(desk, page(reported(shared, kael)))
