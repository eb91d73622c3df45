"""What is like an idea under review, shown where it is reviewed."""

from __future__ import annotations

from typing import Any

import pytest

from cosmos.models import CosmosEntry
from cosmos.services.similar import find_stars_near
from profiles.models import User
from tests.admin_pages import page, read
from tests.cosmos.conftest import Born
from tests.improvisations.conftest import Shares
from tests.staff import signed_in

pytestmark = pytest.mark.django_db


def test_the_review_page_shows_the_nearest_approved_ideas(born: Born, shares: Shares, mira: User) -> None:
    cat, tea = born("I whistle for the cat."), born("Pour the tea.")
    waiting = shares("I whistle for the cats.")
    told = read(signed_in(mira), page(waiting)).partition('id="neighbours"')[2]
    assert told.index("I whistle for the cat.") > 0
    assert page(cat.improvisation) in told
    assert [entry for entry, _ in find_stars_near(waiting, limit=1)] == [cat]
    assert find_stars_near(cat.improvisation, limit=1)[:1] != [(cat, 1.0)]
    assert tea not in [entry for entry, alike in find_stars_near(waiting, limit=5) if alike > 0.5]


def test_an_erased_idea_is_nobodys_neighbour_and_has_none(born: Born, shares: Shares) -> None:
    cat = born("I whistle for the cat.")
    waiting = shares("I whistle for the cats.")
    cat.improvisation.input_text.redact()
    assert find_stars_near(waiting, limit=5) == []
    assert find_stars_near(CosmosEntry.objects.get(pk=cat.pk).improvisation, limit=5) == []


def test_no_page_waits_for_a_service_of_vectors(born: Born, shares: Shares, settings: Any) -> None:
    born("I whistle for the cat.")
    waiting = shares("I whistle for the cats.")
    settings.LIKENESS_MODEL, settings.KLEENE_EMBEDDER = "any", "http://127.0.0.1:9/v1"
    assert find_stars_near(waiting, limit=5) == []
