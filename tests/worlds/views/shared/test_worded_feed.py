"""What a world's feed says by the names and lines that an author wrote, and what it keeps to itself."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of
from worlds.services.membership import creating, joining
from worlds.services.stories import scenarios

WORDED = b"""
name: The mill
initial_character: {name: Miller, relationships: {old_joss: 0, far_off_ann: 0}}
initial_world:
  current_location: mill
  flags: {wheel_turns: false, rats_know: false}
  npc_locations: {old_joss: mill}
  locations:
    - id: mill
      name: The mill
      items: [iron_pin, sack]
      initial_state: {properties: {dust_level: 1}}
  scheduled_events:
    - {event_id: flour_runs_out, trigger_at: 3600, narrative: The last of the flour is gone.}
    - {event_id: owl_hour, trigger_at: 3600, consequences: [{type: set_flag, flag: rats_know}]}
flags: {wheel_turns: {public: The wheel begins to turn.}}
items: {iron_pin: {name: the mill's pin}, sack: {name: flour sack, public: The sack has been carried off.}}
npcs: {old_joss: {name: Joss the elder}}
start_node: mill
nodes:
  mill:
    narrative: Dust.
    choice:
      prompt: What now?
      options:
        - {id: turn, text: Free the wheel, next_node: mill, narrative: It groans., consequence: [{type: set_flag, flag: wheel_turns}]}
        - {id: pin, text: Take the pin, next_node: mill, consequence: [{type: gain_item, item: iron_pin}]}
        - {id: sack, text: Take the sack, next_node: mill, consequence: [{type: gain_item, item: sack}]}
        - id: sweep
          text: Sweep up
          next_node: mill
          consequence:
            - {type: set_location_flag, location: mill, flag: swept_clean}
            - {type: modify_location_property, location: mill, property: dust_level, delta: -1}
            - {type: set_environment, property: air_quality, value: good}
        - {id: wait, text: Wait, next_node: mill, consequence: [{type: advance_time, amount: 1, unit: hours}]}
        - {id: spy, text: Read Elena's letter, private: true, next_node: mill}
        - {id: go, text: Go home, next_node: home}
endings:
  home: {narrative: Home., type: victory}
"""
RAW = ("wheel_turns", "wheel turns.", "Rats", "rats", "owl", "Owl", "flour runs", "swept", "dust level", "air quality")


@pytest.fixture
def mill(db: None) -> str:
    return scenarios.import_scenario(source=WORDED, slug="mill").scenario.slug


@pytest.fixture
def pages(mill: str, elena: User, kael: User) -> tuple[str, str]:
    opened = creating.create_world(user_id=elena.pk, scenario_slug=mill)
    joined = joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    return f"/play/{opened.session.short_id}", f"/play/{joined.session.short_id}"


def told(window: Client, browser: Client, pages: tuple[str, str], *options: str) -> str:
    """What Kael reads once Elena has picked these options."""
    for option in options:
        browser.post(pages[0], {"option_id": option})
    return text_of(window.get(pages[1]))


def test_flags_events_and_items_are_told_by_their_authors_lines(
    browser: Client, window: Client, pages: tuple[str, str]
) -> None:
    shown = told(window, browser, pages, "turn", "pin", "sack", "wait")
    assert "The wheel begins to turn." in shown
    assert "Elena took the mill\u2019s pin from the mill." in shown
    assert "The sack has been carried off." in shown
    assert "The last of the flour is gone." in shown


def test_what_has_no_line_is_not_told(browser: Client, window: Client, pages: tuple[str, str]) -> None:
    shown = told(window, browser, pages, "turn", "sweep", "wait")
    assert "Elena chose" in shown
    feed = shown.partition("Elena chose")[2]
    assert [word for word in RAW if word in feed] == []


def test_a_private_choice_is_told_as_some_choice(browser: Client, window: Client, pages: tuple[str, str]) -> None:
    browser.post(pages[0], {"option_id": "spy"})
    browser.post(pages[0], {"input": "read elena's letter"})
    feed = text_of(window.get(pages[1])).partition("Elena made a choice.")[2]
    assert "Elena made a choice." in feed
    assert "read elena" not in feed
    assert "chose" not in feed


def test_ones_own_page_shows_names_and_lines_and_only_who_was_met(browser: Client, pages: tuple[str, str]) -> None:
    for option in ("turn", "pin", "wait"):
        browser.post(pages[0], {"option_id": option})
    shown = text_of(browser.get(pages[0]))
    assert "took the mill\u2019s pin" in shown
    assert "The wheel begins to turn." in shown
    assert "The last of the flour is gone." in shown
    assert "Joss the elder neutral" in shown
    assert "flour sack" in shown
    assert "Ann" not in shown
    assert "meanwhile" not in shown
