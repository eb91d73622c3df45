"""The pages of sharing, without JavaScript."""

import pytest
from django.test import Client

from improvisations.models import Improvisation
from improvisations.services import reviewing
from profiles.models import User
from tests.improvisations.conftest import TRIED, Shares
from tests.worlds.services.conftest import Plays
from tests.worlds.views.pages import text_of
from worlds.models import GameSession
from worlds.services.turns.payloads import TurnResult


@pytest.fixture
def browser(elena: User) -> Client:
    client = Client()
    client.force_login(elena)
    return client


@pytest.fixture
def door(game: GameSession, tried: TurnResult) -> str:
    return f"/play/{game.short_id}/share/{tried['number']}"


@pytest.mark.parametrize("page", ["", "/transcript"])
def test_after_own_words_that_came_to_something_the_story_offers_to_share_them(
    browser: Client, game: GameSession, plays: Plays, page: str
) -> None:
    number = plays("ask", "I sing for the keeper, please")["number"]
    assert (
        f'href="/play/{game.short_id}/share/{number}"' in browser.get(f"/play/{game.short_id}{page}").content.decode()
    )


@pytest.mark.parametrize("page", ["", "/transcript"])
def test_what_the_story_had_no_answer_to_is_not_offered_for_sharing(
    browser: Client, game: GameSession, door: str, page: str
) -> None:
    assert door not in browser.get(f"/play/{game.short_id}{page}").content.decode()


@pytest.mark.parametrize("page", ["", "/transcript"])
def test_a_turn_that_was_shared_says_so_and_leads_to_what_became_of_it(
    browser: Client, game: GameSession, door: str, page: str
) -> None:
    browser.post(door)
    row = Improvisation.objects.get()
    answer = browser.get(f"/play/{game.short_id}{page}")
    assert f'href="/improvisations/{row.short_id}"' in answer.content.decode()
    assert door not in answer.content.decode()


def test_after_a_choice_there_is_nothing_to_share(browser: Client, game: GameSession, plays: Plays) -> None:
    plays("take_key")
    assert "/share/" not in browser.get(f"/play/{game.short_id}").content.decode()


def test_one_looks_at_it_and_shares_it(browser: Client, door: str, tried: TurnResult) -> None:
    page = text_of(browser.get(door))
    assert TRIED in page
    assert "nobody else can see it" in page
    assert not Improvisation.objects.exists()
    after = browser.post(door, {"outcome": "He smiled."}, follow=True)
    row = Improvisation.objects.get()
    assert after.redirect_chain[-1][0] == f"/improvisations/{row.short_id}"
    assert (row.is_verified, row.outcome_text and row.outcome_text.text) == (True, "He smiled.")
    assert "waiting for a moderator's review" in text_of(after)
    assert browser.get(door, follow=True).redirect_chain[-1][0] == f"/improvisations/{row.short_id}"


def test_a_second_one_from_the_scene_leads_to_the_first(
    browser: Client, door: str, plays: Plays, shared: Improvisation, game: GameSession
) -> None:
    other = plays(text="I knock on the wood three times.")
    after = browser.post(f"/play/{game.short_id}/share/{other['number']}", follow=True)
    assert after.redirect_chain[-1][0] == f"/improvisations/{shared.short_id}"
    assert "awaits a decision" in text_of(after)


def test_too_much_is_told_beside_its_field_and_kept(browser: Client, door: str) -> None:
    page = browser.post(door, {"outcome": "a" * 501})
    assert page.status_code == 200
    assert "at most 500 characters" in text_of(page)
    assert "a" * 501 in page.content.decode()


def test_what_may_not_be_said_is_told_kindly(browser: Client, door: str) -> None:
    page = browser.post(door, {"outcome": "kill yourself"})
    assert "Please rephrase it" in text_of(page)
    assert not Improvisation.objects.exists()


def test_a_near_copy_is_told_before_it_is_shared(browser: Client, door: str, shares: Shares, tried: TurnResult) -> None:
    shares(f"{TRIED} And I wait.", narrative_response="No.", classification="limbo")
    page = text_of(browser.get(door))
    assert "A very similar text" in page
    assert "view it" in page


def test_the_list_tells_status_and_reason(browser: Client, shared: Improvisation, mira: User) -> None:
    assert "waiting for review" in text_of(browser.get("/improvisations"))
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Say <b>how</b>.")
    page = browser.get("/improvisations")
    assert "rejected" in text_of(page)
    assert "Say <b>how</b>." in text_of(page)
    assert "<b>how" not in page.content.decode()


def test_an_empty_list_says_what_to_do(browser: Client) -> None:
    assert "No improvisations yet" in text_of(browser.get("/improvisations"))


def test_what_was_sent_back_is_edited_and_handed_in_again(browser: Client, shared: Improvisation, mira: User) -> None:
    reviewing.reject_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Say how.")
    path = f"/improvisations/{shared.short_id}"
    page = browser.get(path).content.decode()
    assert "Say how." in page
    assert f">\n{TRIED}</textarea>" in page
    same = browser.post(path, {"player_input": TRIED, "outcome": "", "version": "2"})
    assert "Change something before you resubmit" in text_of(same)
    after = browser.post(path, {"player_input": "I hum until he smiles.", "version": "2"}, follow=True)
    assert "Resubmitted" in text_of(after)
    assert Improvisation.objects.get().status == "submitted"
    stale = browser.post(path, {"player_input": "I sing.", "version": "2"}, follow=True)
    assert stale.status_code == 200
    assert Improvisation.objects.get().version == 3


def test_its_way_is_told_without_names(browser: Client, shared: Improvisation, mira: User) -> None:
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="Lovely.")
    page = text_of(browser.get(f"/improvisations/{shared.short_id}"))
    assert "You shared it" in page
    assert "It was approved" in page
    assert "Lovely." in page
    assert "Mira" not in page


def test_nobody_else_finds_it_until_it_is_approved(shared: Improvisation, stranger: User, mira: User) -> None:
    other = Client()
    other.force_login(stranger)
    path = f"/improvisations/{shared.short_id}"
    assert other.get(path).status_code == 404
    assert other.post(f"{path}/endorse").status_code == 404
    assert other.get(f"/play/{shared.session.short_id}/share/2").status_code == 404
    assert TRIED not in text_of(other.get("/improvisations"))
    reviewing.approve_idea(improvisation_id=shared.pk, moderator_id=mira.pk, notes="between us")
    page = text_of(other.get(path))
    assert TRIED in page
    assert "between us" not in page
    assert other.post(path, {"player_input": "mine"}).status_code == 404


def test_hostile_words_are_shown_as_they_are(browser: Client, shares: Shares) -> None:
    row = shares(
        "<script>alert(1)</script> {{ 7 }}", narrative_response="<img src=x onerror=y>", classification="limbo"
    )
    for path in ("/improvisations", f"/improvisations/{row.short_id}"):
        page = browser.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page


def test_strangers_are_sent_to_sign_in(shared: Improvisation) -> None:
    for path in ("/improvisations", f"/improvisations/{shared.short_id}"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?next={path}")


def test_a_page_that_is_only_looked_at_moves_nothing(browser: Client, shared: Improvisation, door: str) -> None:
    before = Improvisation.objects.values().get()
    for path in ("/improvisations", f"/improvisations/{shared.short_id}", door):
        browser.get(path)
    assert browser.get(f"/improvisations/{shared.short_id}/endorse").status_code == 405
    assert Improvisation.objects.values().get() == before


def test_a_list_costs_the_same_for_one_and_for_many(
    browser: Client, shares: Shares, shared: Improvisation, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.get("/improvisations")
    with CaptureQueriesContext(connection) as once:
        browser.get("/improvisations")
    Improvisation.objects.update(status="rejected")
    for number in range(5):
        shares(f"I try way {number}.", narrative_response="No.", classification="limbo")
        Improvisation.objects.update(status="rejected")
    with CaptureQueriesContext(connection) as often:
        browser.get("/improvisations")
    assert len(often) == len(once)
