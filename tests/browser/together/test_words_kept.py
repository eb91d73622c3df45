"""What is being written or asked is not lost, and never goes to somebody else than it was meant for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import live, say
from tests.browser.reading import choose
from tests.browser.together.test_cut_lines import lose_the_answer

pytestmark = pytest.mark.chromium


def heard_by(page: Page, speaker: Page, words: str) -> None:
    """Whatever came before these words has been put in."""
    say(speaker, words)
    expect(page.locator("#feed .said", has_text=words)).to_have_count(1)


@pytest.mark.usefixtures("world")
def test_a_whisper_to_somebody_who_has_left_is_not_said_to_everybody(elena: Page, kael: Page) -> None:
    live(elena)
    to = elena.locator("#say-to")
    to.select_option(label="Whisper to Kael")
    elena.get_by_label("Say something").fill("The key is under the stone.")
    say(kael, "/quit")
    expect(to.locator("option", has_text="Whisper to Kael (gone)")).to_have_count(1)
    elena.get_by_role("button", name="Say", exact=True).click()
    expect(elena.locator("#say-trouble")).to_contain_text("That player is not in this world.")
    expect(elena.get_by_label("Say something")).to_have_value("The key is under the stone.")
    assert elena.locator("#feed .said").count() == 0


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_words_that_are_typed_while_others_are_on_their_way_stay(elena: Page, kael: Page, forgiven: list[str]) -> None:
    """The line is dead and nobody knows: what was said goes by the form's address in the end."""
    forgiven += ["WebSocket"]
    elena.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    field = elena.get_by_label("Say something")
    field.fill("First.")
    elena.get_by_role("button", name="Say", exact=True).click()
    field.fill("Second, not finished")
    expect(kael.locator("#feed .said", has_text="First.")).to_have_count(1, timeout=20_000)
    expect(elena.locator("#talk.waiting")).to_have_count(0)
    expect(field).to_have_value("Second, not finished")


@pytest.mark.usefixtures("world")
def test_a_question_and_an_open_hint_stay_while_others_act(elena: Page, kael: Page) -> None:
    elena.locator("#improvise").fill("open it or take the iron")
    elena.get_by_role("button", name="Try it").click()
    expect(elena.locator(".meant button").first).to_be_focused()
    elena.locator("#hint > summary").click()
    choose(kael, "Wait a while")
    heard_by(elena, kael, "I waited.")
    expect(elena.locator(".meant")).to_have_count(1)
    assert elena.locator("#hint").get_attribute("open") is not None
    choose(kael, "Open the gate")
    expect(elena.locator("button[value=walk]:not([aria-disabled])")).to_have_count(1, timeout=20_000)
    expect(elena.locator(".meant")).to_have_count(1)
    assert elena.locator("#hint").get_attribute("open") is not None


@pytest.mark.usefixtures("world")
def test_a_turn_whose_answer_was_lost_is_sent_again_though_the_line_stands(
    elena: Page, kael: Page, forgiven: list[str]
) -> None:
    forgiven += ["Failed to load resource", "htmx:", "ERR_", "/play/"]
    kael.route("**/play/*", lose_the_answer, times=1)
    choose(kael, "Open the gate")
    expect(kael.locator("#notice")).to_contain_text("Your choice is saved")
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    expect(kael.locator(".waiting")).to_have_count(0)
    heard_by(elena, kael, "It gives!")
    expect(elena.locator("#feed .deed", has_text="Open the gate")).to_have_count(1)
