"""A story for several people, and what they do with its pages."""

from __future__ import annotations

from secrets import token_hex
from typing import Final

from playwright.sync_api import Page, expect

ROAD: Final = b"""
name: The old road
description: A gate that has been shut for longer than anybody remembers, and whoever comes to it.
travel_config: {default_travel_minutes: 5}
flags: {gate_open: {public: Gate open.}}
initial_character: {name: Wanderer, traits: {}, relationships: {}, flags: {}}
initial_world:
  current_location: yard
  time: 28800
  flags: {gate_open: false}
  npc_locations: {gatekeeper: yard}
  locations:
    - id: yard
      name: The yard
      description: Grass between the stones.
      items: [iron_key]
      connections: [{target: road, travel_minutes: 5}, {target: hut, travel_minutes: 2}]
    - id: hut
      name: The hut
      description: One chair.
      connections: [yard]
    - id: road
      name: The road beyond
      description: It goes on.
      connections: [yard]
      precondition: {type: flag_set, flag: gate_open}
      access_mode: show_locked
      access_denied_narrative: The gate is shut.
start_node: yard
nodes:
  yard:
    narrative: |
      The gate stands where it always stood, and you stand before it.

      On the far side somebody has swept the road.
    choice:
      prompt: What do you do?
      options:
        - id: open_gate
          text: Open the gate
          cell: chooses
          precondition: {type: flag_not_set, flag: gate_open}
          consequence: [{type: set_flag, flag: gate_open}]
          narrative: It gives, all at once.
          next_node: yard
        - id: walk
          text: Walk through
          cell: chooses
          consequence: [{type: move_to, location: road}]
          next_node: beyond
        - id: take_key
          text: Take the iron key
          cell: chooses
          precondition: {type: missing_item, item: iron_key}
          consequence: [{type: gain_item, item: iron_key}]
          narrative: It is cold, and heavier than a key should be.
          next_node: yard
        - id: wait
          text: Wait a while
          cell: avoids
          narrative: Nothing comes down the road.
          next_node: yard
        - id: home
          text: Turn back for good
          cell: avoids
          next_node: home
  beyond:
    narrative: Behind you the gate stands open, and nobody has closed it.
    choice:
      prompt: The road goes on.
      options:
        - {id: further, text: Walk on, cell: chooses, narrative: A mile is a mile., next_node: beyond}
        - {id: back, text: Go back to the yard, cell: avoids, consequence: [{type: move_to, location: yard}], next_node: yard}
endings:
  home: {type: unchanged, narrative: You were never one for roads.}
"""


def make_world(page: Page, name: str) -> str:
    """Make a world of the road as somebody of this name, and return its id. No page is opened but that of play."""
    be_called(page, name)
    chosen = {"game_mode": "shared", "visibility": "public", "max_players": "8", "time_policy": "furthest"}
    page.goto(posted(page, "/worlds/new", scenario="road", **chosen))
    return at_play(page)


def make_world_by_hand(page: Page, name: str) -> str:
    """The same on the pages for it."""
    be_called(page, name)
    page.goto("/worlds/new")
    page.get_by_label("Story").select_option(label="The old road")
    page.get_by_role("button", name="Create world").click()
    return at_play(page)


def join(page: Page, name: str, world: str) -> None:
    """Take a seat as somebody of this name. No page is opened but that of play."""
    be_called(page, name)
    page.goto(posted(page, f"/worlds/{world}/join"))
    at_play(page)


def take_seat(page: Page, world: str) -> None:
    page.goto(f"/worlds/{world}")
    page.get_by_role("button", name="Join", exact=True).click()
    at_play(page)


def be_called(page: Page, name: str) -> None:
    """Sign up and take this name, as the pages for it would: they are tested elsewhere, and four of them cost a second."""
    username = f"{name.lower()}-{token_hex(4)}"
    posted(page, "/sign-up", username=username, password="a long way home")
    renamed = page.request.patch(
        "/api/v1/players/me", data={"display_name": name}, headers={"X-CSRFToken": form_token(page)}
    )
    assert renamed.ok, renamed.text()


def posted(page: Page, path: str, **fields: str) -> str:
    """Where a form leads that is sent without its page."""
    form: dict[str, str | float | bool] = {**fields, "csrfmiddlewaretoken": form_token(page)}
    answer = page.request.post(path, form=form, max_redirects=0)
    assert answer.status == 302, answer.text()
    return answer.headers["location"]


def form_token(page: Page) -> str:
    if not (found := _form_tokens(page)):
        page.request.get("/sign-up")  # whose form brings one
        found = _form_tokens(page)
    return found[0]


def _form_tokens(page: Page) -> list[str]:
    return [cookie.get("value", "") for cookie in page.context.cookies() if cookie.get("name") == "csrftoken"]


def at_play(page: Page) -> str:
    expect(page.locator("#now")).to_contain_text("Turn 1")
    page.wait_for_load_state("load")
    return page.locator("main[data-world]").get_attribute("data-world") or ""


def live(page: Page, carrier: str = "socket") -> None:
    expect(page.locator("#connection")).to_have_attribute("data-state", "live")
    expect(page.locator("#connection")).to_have_attribute("data-carrier", carrier)


def say(page: Page, words: str) -> None:
    page.get_by_label("Say something").fill(words)
    page.get_by_role("button", name="Say", exact=True).click()
    expect(page.get_by_label("Say something")).to_have_value("")


def sequences(page: Page) -> list[int]:
    """The numbers of the feed's lines, as shown."""
    shown: list[str] = page.locator("#feed li").evaluate_all("(lines) => lines.map((line) => line.dataset.sequence)")
    return [int(number) for number in shown]


def assert_once_and_in_order(page: Page) -> None:
    shown = sequences(page)
    assert shown == sorted(set(shown)), shown
