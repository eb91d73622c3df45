"""Staff read whose idea an option was by today's name, as players do: content keeps the one of that day for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from improvisations.models import Improvisation
from profiles.models import User
from tests.admin_pages import act, page, read
from tests.staff import signed_in, staff_with
from tests.worlds.services.ideas import climb
from worlds.models import Scenario
from worlds.rules.scenario import Credit
from worlds.services.stories import additions, credit_names

OLD = "Elena of the Hills"


@pytest.fixture
def idea(elena: User, gate: str) -> Iterator[Scenario]:
    """A story that has an idea of Elena's, before she plays it."""
    credit_names.forget_names()
    scenario = Scenario.objects.get(slug=gate)
    additions.publish_addition(scenario_id=scenario.pk, addition=climb(credit=Credit(elena.short_id, OLD)))
    User.objects.filter(pk=elena.pk).update(display_name=OLD)
    yield scenario
    credit_names.forget_names()


def leave(user: User) -> None:
    User.objects.filter(pk=user.pk).update(display_name="")
    credit_names.forget_names()


def test_the_scene_of_an_improvisation_names_nobody_who_left(
    idea: Scenario, shared: Improvisation, desk: Client, elena: User
) -> None:
    assert f"by {OLD}" in read(desk, page(shared))
    leave(elena)
    told = read(desk, page(shared))
    assert "by a player" in told
    assert OLD not in told


def test_the_story_as_it_would_be_names_nobody_who_left(
    idea: Scenario, shared: Improvisation, desk: Client, elena: User
) -> None:
    assert f"credited to {OLD}" in read(desk, act(shared, "integrate"))
    leave(elena)
    told = read(desk, act(shared, "integrate"))
    assert "credited to a player" in told
    assert "by a player" in told
    assert OLD not in told


def test_the_page_of_a_revision_names_nobody_who_left(idea: Scenario, elena: User) -> None:
    newest, reader = idea.newest, signed_in(staff_with("worlds.view_scenariorevision"))
    assert newest is not None
    assert f"by {OLD}" in read(reader, page(newest))
    leave(elena)
    told = read(reader, page(newest))
    assert "by a player" in told
    assert OLD not in told
