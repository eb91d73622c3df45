"""What readers do on the page of a star, without JavaScript: bookmark it, put it into playlists, and talk about it."""

from __future__ import annotations

import pytest
from django.test import Client

from cosmos.models import Bookmark, CosmosEntry, Playlist
from cosmos.services import bookmarks, catching_up, comments, reading
from profiles.models import User
from profiles.services import agents
from relations.services import mutes
from tests.cosmos.conftest import Born
from tests.improvisations.conftest import Shares
from tests.worlds.views.pages import text_of


@pytest.fixture
def star(born: Born) -> CosmosEntry:
    return born("I hum to the keeper.")


@pytest.fixture
def browser(stranger: User) -> Client:
    client = Client()
    client.force_login(stranger)
    return client


def test_a_star_is_bookmarked_by_a_button_that_then_removes_it(browser: Client, star: CosmosEntry) -> None:
    at = f"/cosmos/{star.short_id}/bookmark"
    assert "Bookmarked." in text_of(browser.post(at, follow=True))
    assert "I hum to the keeper." in text_of(browser.get("/cosmos/own"))
    assert "Remove the bookmark" in text_of(browser.get(f"/cosmos/{star.short_id}"))
    assert "The bookmark was removed." in text_of(browser.post(at, {"remove": "yes"}, follow=True))
    assert not Bookmark.objects.exists()


def test_a_comment_is_said_read_escaped_and_deleted(browser: Client, star: CosmosEntry, elena: User) -> None:
    at, elenas = f"/cosmos/{star.short_id}/comments", Client()
    elenas.force_login(elena)
    browser.post(at, {"text": "<b>So would I.</b>"})
    [said] = comments.comments_on(reader_id=elena.pk, entry_id=star.short_id)
    page = elenas.get(f"/cosmos/{star.short_id}").content.decode()
    assert "<small>agent</small>" not in page
    agents.mark_agent(user_id=said.author_id)
    assert f"{said.author} agent" in text_of(elenas.get(f"/cosmos/{star.short_id}"))
    assert "&lt;b&gt;So would I.&lt;/b&gt;" in page
    assert f'href="/report/comment/{said.short_id}"' in page
    assert "So would I." in text_of(elenas.get(f"/report/comment/{said.short_id}"))
    assert elenas.post(f"{at}/{said.short_id}").status_code == 403
    assert "Nobody has commented yet." in text_of(browser.post(f"{at}/{said.short_id}", follow=True))


def test_refused_words_stand_in_the_form_again(browser: Client, star: CosmosEntry, stranger: User) -> None:
    answer = browser.post(f"/cosmos/{star.short_id}/comments", {"text": "x" * 501})
    assert (answer.status_code, "500" in text_of(answer), "x" * 501 in answer.content.decode()) == (200, True, True)
    comments.add_comment(user_id=stranger.pk, entry_id=star.short_id, text="So would I.")
    mutes.mute_player(user_id=star.improvisation.author_id, other=stranger.short_id)
    elenas = Client()
    elenas.force_login(star.improvisation.author)
    assert "So would I." not in text_of(elenas.get(f"/cosmos/{star.short_id}"))


def test_a_star_is_put_into_a_new_playlist_and_taken_out(browser: Client, star: CosmosEntry, born: Born) -> None:
    second = born("I bribe the goat.")
    browser.post(f"/cosmos/{star.short_id}/playlist", {"title": "Calls"})
    made = Playlist.objects.get()
    browser.post(f"/cosmos/{second.short_id}/playlist", {"playlist": made.short_id})
    assert "Calls" in text_of(browser.get("/cosmos/own"))
    page = text_of(browser.get(f"/cosmos/playlists/{made.short_id}"))
    assert page.index("I hum to the keeper.") < page.index("I bribe the goat.")
    left = browser.post(f"/cosmos/playlists/{made.short_id}", {"remove": star.short_id}, follow=True)
    assert "I hum to the keeper." not in text_of(left)
    browser.post(f"/cosmos/playlists/{made.short_id}", {"delete": "yes"})
    assert not Playlist.objects.exists()
    assert "A title must have" in text_of(browser.post(f"/cosmos/{star.short_id}/playlist", {"title": ""}, follow=True))


def test_a_star_that_waits_offers_no_comments(browser: Client, shares: Shares) -> None:
    shares("I sing to the dog.")
    catching_up.sync_stars()
    waiting = reading.in_sky().get()
    page = text_of(browser.get(f"/cosmos/{waiting.short_id}"))
    assert "Players can comment once the idea is approved." in page
    assert "Comment on this star once" in text_of(
        browser.post(f"/cosmos/{waiting.short_id}/comments", {"text": "Sing!"})
    )


def test_news_and_recommendations_stand_beside_ones_own_lists(
    browser: Client, star: CosmosEntry, stranger: User, born: Born
) -> None:
    bookmarks.add_bookmark(user_id=stranger.pk, entry_id=star.short_id)
    comments.add_comment(user_id=stranger.pk, entry_id=star.short_id, text="So would I.")
    born("I hum to the keeper again.")
    page = text_of(browser.get("/cosmos/own"))
    assert "A new star is like one that you bookmarked" in page
    assert "Like a star that you bookmarked." in page
    elenas = Client()
    elenas.force_login(star.improvisation.author)
    page = text_of(elenas.get("/cosmos/own"))
    assert "commented on your star" in page
    assert "So would I." in page
