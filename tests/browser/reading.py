"""What a reader does on the pages."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def start(page: Page, story: str) -> None:
    """Begin a story from its card in the lobby."""
    page.locator("article.card", has_text=story).get_by_role("button", name="Start this story").click()
    expect(page.locator("#now")).to_contain_text("Turn 1")
    page.wait_for_load_state("load")  # scripts run before that


def choose(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


def number(page: Page) -> str:
    """The count of records that the page shows; it moves with every turn."""
    return page.locator("#now").get_attribute("data-number") or ""


def press_until_moved(page: Page, key: str) -> None:
    before = number(page)
    page.keyboard.press(key)
    expect(page.locator("#now")).not_to_have_attribute("data-number", before)
    expect(page.locator("#now")).to_be_focused()
    expect(page.locator(".waiting")).to_have_count(0)


def fill_and_enter(page: Page, field: Locator, words: str) -> None:
    """Write into a field and send it with Enter, once the page is there: at its end a browser moves the focus to the part that the address names."""
    page.wait_for_load_state()
    field.fill(words)
    field.press("Enter")
