"""The ideas of a collaborative world on the page that one plays on, without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client

from improvisations.models import Endorsement, Improvisation
from improvisations.services import reviewing
from profiles.models import User
from tests.improvisations.together import TRIED, Opens, joins, shares
from tests.worlds.views.pages import text_of
from worlds.models import GameSession
from worlds.services.membership import creating
from worlds.services.membership.joining import Joined


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def kaels(kael: User, opened: Joined) -> GameSession:
    return joins(kael, opened)


@pytest.fixture
def idea(elena: User, kaels: GameSession, opened: Joined) -> Improvisation:
    return shares(elena, opened.session)


def page_of(session: GameSession) -> str:
    return f"/play/{session.short_id}"


def speak(session: GameSession, idea: Improvisation) -> str:
    return f"{page_of(session)}/ideas/{idea.short_id}"


def test_a_fellows_idea_stands_on_the_page_and_one_speaks_for_it(
    kael: User, kaels: GameSession, idea: Improvisation
) -> None:
    browser = browser_of(kael)
    page = browser.get(page_of(kaels)).content.decode()
    assert "Ideas of this world" in page
    assert TRIED in page
    assert f'action="{speak(kaels, idea)}"' in page
    after = browser.post(speak(kaels, idea), follow=True)
    assert after.redirect_chain[-1][0] == f"{page_of(kaels)}#ideas"
    assert "You endorsed it" in text_of(after)
    assert Endorsement.objects.get().user == kael
    assert f'action="{speak(kaels, idea)}"' not in browser.get(page_of(kaels)).content.decode()


def test_once_approved_it_is_an_option_with_its_authors_name(
    elena: User, kael: User, mira: User, kaels: GameSession, idea: Improvisation
) -> None:
    User.objects.filter(pk=elena.pk).update(display_name="Elena")
    elena.refresh_from_db()
    idea.refresh_from_db()
    reviewing.approve_idea(improvisation_id=idea.pk, moderator_id=mira.pk)
    browser = browser_of(kael)
    page = browser.get(page_of(kaels))
    assert f'value="{idea.short_id}"' in page.content.decode()
    assert "idea by Elena" in text_of(page)
    assert "1 idea is already part of it" in text_of(page)
    assert "Elena had an idea that is part of this world now." in text_of(page)
    after = browser.post(page_of(kaels), {"option_id": idea.short_id}, follow=True)
    assert after.status_code == 200
    assert TRIED in text_of(after)


def test_ones_own_idea_is_not_ones_own_to_speak_for(elena: User, opened: Joined, idea: Improvisation) -> None:
    browser = browser_of(elena)
    assert "/ideas/" not in browser.get(page_of(opened.session)).content.decode()
    after = browser.post(speak(opened.session, idea), follow=True)
    assert "your own" in text_of(after)
    assert not Endorsement.objects.exists()


def test_what_the_filter_noticed_is_not_there(kael: User, kaels: GameSession, idea: Improvisation) -> None:
    Improvisation.objects.update(is_flagged=True)
    browser = browser_of(kael)
    assert "/ideas/" not in browser.get(page_of(kaels)).content.decode()
    assert browser.post(speak(kaels, idea)).status_code == 404


def test_a_world_that_decides_for_itself_tells_how_many_voices_it_takes(elena: User, kael: User, opens: Opens) -> None:
    opened = opens(quorum=3)
    kaels = joins(kael, opened)
    idea = shares(elena, opened.session)
    browser_of(kael).post(speak(kaels, idea))
    assert "1 of 3 endorsements" in text_of(browser_of(kael).get(page_of(kaels)))


def test_what_members_have_taken_up_waits_no_longer(elena: User, kael: User, stranger: User, opens: Opens) -> None:
    opened = opens(quorum=2)
    kaels, others = joins(kael, opened), joins(stranger, opened)
    idea = shares(elena, opened.session)
    for user, session in ((kael, kaels), (stranger, others)):
        browser_of(user).post(speak(session, idea))
    page = browser_of(kael).get(page_of(kaels))
    assert "1 idea is already part of it" in text_of(page)
    assert "No ideas to endorse" in text_of(page)
    assert f'value="{idea.short_id}"' in page.content.decode()


def test_there_are_no_ideas_in_a_world_that_is_only_shared_nor_in_a_game_alone(
    elena: User, kael: User, game: GameSession, gate: str
) -> None:
    shared = creating.create_world(user_id=kael.pk, scenario_slug=gate)
    assert "Ideas of this world" not in browser_of(kael).get(page_of(shared.session)).content.decode()
    assert "Ideas of this world" not in browser_of(elena).get(page_of(game)).content.decode()


def test_a_get_speaks_for_nothing_and_strangers_are_sent_to_sign_in(
    kael: User, stranger: User, kaels: GameSession, idea: Improvisation
) -> None:
    assert browser_of(kael).get(speak(kaels, idea)).status_code == 405
    assert Client().post(speak(kaels, idea)).status_code == 302
    assert browser_of(stranger).post(speak(kaels, idea)).status_code == 404
    assert not Endorsement.objects.exists()


def test_an_idea_in_html_is_only_words(elena: User, kael: User, kaels: GameSession, opened: Joined) -> None:
    shares(elena, opened.session, "I write <script>alert(1)</script> on the gate.")
    page = browser_of(kael).get(page_of(kaels)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
