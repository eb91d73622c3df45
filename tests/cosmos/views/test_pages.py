"""The pages of the sky, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cosmos.models import CosmosCluster, CosmosEntry
from improvisations.services import integrating, reviewing
from improvisations.services.integration_request import IntegrationRequest
from profiles.models import User
from tests.cosmos.conftest import Born, settle, star_of
from tests.improvisations.conftest import Shares
from tests.worlds.views.pages import text_of
from worlds.services.games import sessions


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


def test_an_empty_sky_says_how_the_first_star_is_made(browser: Client) -> None:
    assert "No stars yet" in text_of(browser.get("/cosmos/"))


def test_the_list_has_the_newest_first_and_each_leads_to_its_page(browser: Client, born: Born) -> None:
    first, second = born("I hum to the keeper."), born("I bribe the goat.")
    page = browser.get("/cosmos").content.decode()
    assert page.index(f'href="/cosmos/{second.short_id}"') < page.index(f'href="/cosmos/{first.short_id}"')


def test_a_star_tells_its_idea_its_author_and_its_scene_and_leads_there(browser: Client, born: Born) -> None:
    star, near = born("I hum to the keeper."), born("I hum to the keeper again.")
    answer = browser.get(f"/cosmos/{star.short_id}/")
    page, text = answer.content.decode(), text_of(answer)
    assert "I hum to the keeper." in text
    assert "% alike" in text
    assert f'href="/improvisations/{star.improvisation.short_id}"' in page
    assert f'href="/players/{star.improvisation.author.short_id}"' in page
    assert f'href="/cosmos/{near.short_id}"' in page


def test_one_that_waits_has_neither_text_nor_scene_nor_a_way_to_its_idea(
    browser: Client, shares: Shares, stranger: User
) -> None:
    star = _waiting(shares)
    other = Client()
    other.force_login(stranger)
    page = other.get(f"/cosmos/{star.short_id}").content.decode()
    assert "waiting for review" in page
    assert "I hum" not in page
    assert star.improvisation.short_id not in page
    assert (
        f'href="/improvisations/{star.improvisation.short_id}"'
        in browser.get(f"/cosmos/{star.short_id}").content.decode()
    )


def test_search_finds_by_words_and_filters_narrow_what_it_finds(browser: Client, born: Born) -> None:
    star = born("I hum to the keeper.")
    assert star.short_id in browser.get("/cosmos", {"q": "hum", "scenario_id": "gate"}).content.decode()
    assert "No star matches" in text_of(browser.get("/cosmos", {"q": "hum", "scenario_id": "other"}))


def test_story_cell_player_and_day_narrow_the_list(browser: Client, born: Born, elena: User) -> None:
    star = born("I hum to the keeper.")
    today = timezone.now().date()
    kept = {"scenario_id": "gate", "cell": star.cell, "author": elena.short_id, "day": str(today)}
    assert star.short_id in browser.get("/cosmos", kept).content.decode()
    for other in ({"cell": "fate"}, {"author": "usr_aaaaaaaa"}, {"day": str(today - timedelta(days=1))}):
        assert "No star matches" in text_of(browser.get("/cosmos", {**kept, **other}))


@pytest.mark.parametrize("wrong", [{"day": "soon"}, {"cell": "x"}, {"q": "a\0b"}, {"author": "x"}])
def test_what_cannot_be_searched_for_is_said(browser: Client, wrong: dict[str, str]) -> None:
    answer = browser.get("/cosmos", wrong)
    assert answer.status_code == 200
    assert "cannot be searched for" in text_of(answer)


def test_the_list_goes_on_where_a_page_ended(browser: Client, born: Born, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cosmos.limits.LISTED", 1)
    first = born("I hum to the keeper.")
    born("I bribe the goat.")
    further = browser.get("/cosmos", {"scenario_id": "gate"}).context["further"]
    assert "scenario_id=gate" in further
    page = browser.get(f"/cosmos?{further}").content.decode()
    assert first.short_id in page
    assert "First page" in page


def test_the_drawing_gets_every_place_as_it_is_stored_and_no_text(
    browser: Client, born: Born, shares: Shares, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cosmos.limits.POINTS", 1)
    star, waits = born("I hum to the keeper."), _waiting(shares)
    first = browser.get("/cosmos/points").json()
    second = browser.get("/cosmos/points", {"cursor": first["next_cursor"]}).json()
    assert (first["ids"], first["places"], first["kinds"]) == ([star.short_id], list(star.position), [1])
    assert (second["ids"], second["kinds"], second["next_cursor"]) == ([waits.short_id], [0], None)
    assert "I hum" not in str(first) + str(second)
    CosmosEntry.objects.filter(pk=star.pk).update(created_at=timezone.now() - timedelta(days=3))
    before = browser.get("/cosmos/points", {"day": str((timezone.now() - timedelta(days=2)).date())}).json()
    assert (before["ids"], before["kinds"]) == ([star.short_id], [0])  # its idea was approved today
    assert first["palette"][first["colours"][0]] == star.colour


def test_the_drawing_names_constellations_in_the_middle_of_their_stars(browser: Client, born: Born) -> None:
    stars = [born("I hum to the keeper."), born("I hum to the goat.")]
    cluster = CosmosCluster.objects.create(label="hum", colour="#123456")
    CosmosEntry.objects.update(cluster=cluster)
    [told] = browser.get("/cosmos/points").json()["clusters"]
    assert told["label"] == "hum"
    assert told["place"][0] == pytest.approx(sum(star.x for star in stars) / 2, abs=0.001)


def test_an_idea_leads_to_its_star_and_says_when_it_has_none(browser: Client, shares: Shares, mira: User) -> None:
    star = _waiting(shares)
    idea = star.improvisation
    assert browser.get(f"/cosmos/of/{idea.short_id}").headers["Location"] == f"/cosmos/{star.short_id}"
    reviewing.reject_idea(improvisation_id=idea.pk, moderator_id=mira.pk, notes="Not here.")
    settle()
    assert "has no star" in text_of(browser.get(f"/cosmos/of/{idea.short_id}", follow=True))


def test_whoever_is_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    assert client.get("/cosmos").headers["Location"] == "/sign-in?next=/cosmos"


def _waiting(shares: Shares) -> CosmosEntry:
    idea = shares("I hum to the keeper.")
    settle()
    return star_of(idea)


def test_an_option_that_came_of_an_idea_and_its_authors_profile_lead_to_the_star_and_back(
    browser: Client, born: Born, mira: User, elena: User
) -> None:
    star = born("I hum to the keeper.")
    idea = star.improvisation.short_id
    wanted = IntegrationRequest(target_node_id="road")
    integrating.integrate_idea(improvisation_id=idea, moderator_id=mira.pk, wanted=wanted)
    settle()
    begun = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    assert f'href="/cosmos/of/{idea}"' in browser.get(f"/play/{begun.short_id}/").content.decode()
    assert f'href="/cosmos?author={elena.short_id}"' in browser.get(f"/players/{elena.short_id}/").content.decode()
    page = browser.get(f"/cosmos/of/{idea}", follow=True).content.decode()
    assert f'action="/cosmos/{star.short_id}/preview"' in page
    assert f'href="/cosmos?star={star.short_id}"' in page
    assert f'href="/improvisations/{idea}"' in page
