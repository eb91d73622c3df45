"""The same page with scripts: htmx is sent only what has changed."""

from __future__ import annotations

from django.test import Client

from tests.worlds.views.pages import Answer, fields_of


def swapped(browser: Client, page: str, **given: str) -> Answer:
    form = fields_of(browser.get(page).content.decode())
    return browser.post(page, {**form, **given}, headers={"HX-Request": "true"})


def test_a_turn_comes_back_in_pieces_and_not_as_a_page(browser: Client, page: str) -> None:
    markup = swapped(browser, page, option_id="take_lamp").content.decode()
    assert "<html" not in markup
    for place in ("where", "past", "now-head", "scene", "place", "self", "choices"):
        assert f'hx-swap-oob="innerHTML:#{place}"' in markup


def test_the_live_region_hears_the_story_and_not_the_own_command(browser: Client, page: str) -> None:
    markup = swapped(browser, page, option_id="take_lamp").content.decode()
    scene = markup.split('hx-swap-oob="innerHTML:#scene"')[1].split("hx-swap-oob")[0]
    assert "It is heavier than it looks." in scene
    assert "Took the brass lamp" in scene
    assert "Take the lamp" not in scene


def test_text_that_was_read_is_not_sent_again(browser: Client, page: str) -> None:
    markup = swapped(browser, page, input="inventory").content.decode()
    assert 'class="notice' in markup
    assert "#scene" not in markup
    assert 'hx-swap-oob="innerHTML:#choices"' in markup


def test_an_improvise_option_asks_in_place(browser: Client, page: str) -> None:
    markup = swapped(browser, page, option_id="listen").content.decode()
    assert "You hold your own breath." in markup
    assert 'id="answer"' in markup
    assert "#scene" not in markup


def test_a_stale_form_is_swapped_for_the_page_as_it_stands(browser: Client, page: str) -> None:
    form = fields_of(browser.get(page).content.decode())
    browser.post(page, {"option_id": "take_lamp"})
    answer = browser.post(page, {**form, "option_id": "leave"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert b"choose again" in answer.content
    assert b"It is heavier than it looks." in answer.content


def test_who_was_signed_out_meanwhile_is_led_to_sign_in(client: Client, page: str) -> None:
    answer = client.post(page, {"option_id": "leave"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/sign-in?next={page}"


def test_a_page_asks_for_its_scripts_by_file_alone(browser: Client, page: str) -> None:
    answer = browser.get(page)
    markup = answer.content.decode()
    assert "django_htmx/htmx-2.min.js" in markup
    assert "<style" not in markup
    assert " style=" not in markup
    assert " onclick=" not in markup
    assert '"includeIndicatorStyles": false' in markup
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
