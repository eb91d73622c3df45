"""Which scenes and cells draw ideas, for those who review them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cosmos.admin.crowds import bar_chart
from cosmos.services.crowds import Drawn, count_crowds, list_stories_with_ideas
from improvisations.services import reviewing
from profiles.models import User
from tests.admin_pages import read
from tests.improvisations.conftest import Shares
from tests.staff import signed_in, staff_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(shares: Shares, mira: User) -> None:
    """Two of the road: one approved, one waiting."""
    first = shares("I whistle for the cat.")
    reviewing.approve_idea(improvisation_id=first.pk, moderator_id=mira.pk)
    shares("I sing to the gate.", classification="limbo")


def test_scenes_are_counted_by_state_and_cell_and_those_without_ideas_are_holes(ideas: None) -> None:
    [(revision, count)] = list_stories_with_ideas()
    crowds = count_crowds(revision)
    road = crowds.scenes[0]
    assert (count, crowds.total, road.id) == (2, 2, "road")
    assert (dict(road.counts), dict(road.cells)) == ({"approved": 1, "waiting": 1}, {"discovery": 1, "limbo": 1})
    assert "road" not in [scene.id for scene in crowds.holes]
    assert len(crowds.holes) == len(crowds.scenes) - 1 > 0
    assert {cell.id: cell.total for cell in crowds.cells if cell.total} == {"discovery": 1, "limbo": 1}


def test_a_reviewer_sees_them_as_bars_and_as_a_table_and_nobody_else_does(ideas: None, mira: User) -> None:
    place = reverse("admin-crowds")
    told = read(signed_in(mira), f"{place}?scenario=gate")
    assert 'class="k-approved"' in told
    assert "1 discovery, 1 limbo" in told
    assert signed_in(mira).get(f"{place}?scenario=nowhere").status_code == 404
    assert signed_in(mira).post(place).status_code == 405
    assert signed_in(staff_with("worlds.view_scenario")).get(place).status_code == 403


def test_before_there_is_a_story_the_page_says_so(mira: User) -> None:
    assert "There are no stories yet." in read(signed_in(mira), reverse("admin-crowds"))


def test_the_longest_bar_fills_the_chart_and_its_parts_stand_side_by_side() -> None:
    most, less = Drawn("a", "A scene with a name that is far too long"), Drawn("b", "B")
    most.add("fate", "approved", 3)
    most.add("limbo", "rejected", 1)
    less.add("fate", "submitted", 2)
    first, second = bar_chart([most, less]).rows
    assert [(block.name, block.x, block.width) for block in first.blocks] == [
        ("approved", 170, 270), ("waiting", 440, 0), ("rejected", 440, 90),
    ]  # fmt: skip
    assert (first.name, first.total) == ("A scene with a name tha…", 4)
    assert (second.blocks[1].width, second.label) == (180, "B: 0 approved, 2 waiting, 0 rejected")
