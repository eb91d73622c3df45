"""Whatever people write is shown, and does nothing."""

import re
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from profiles.models import User
from profiles.services import moderation
from tests.admin_pages import act, page, read, rows
from tests.staff import superuser
from worlds.models import GameSession, Scenario, ScenarioRevision
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

EVIL: Final = "<script>alert('kleene')</script>"
HOSTILE: Final = b"""
name: "<script>alert('kleene')</script>"
description: "<script>alert('kleene')</script>"
language: en
initial_character: {name: "<script>alert('kleene')</script>"}
initial_world:
  current_location: hall
  locations: [{id: hall, name: "<script>alert('kleene')</script>", items: ["<script>alert('kleene')</script>"]}]
start_node: "<script>alert('kleene')</script>"
nodes:
  "<script>alert('kleene')</script>":
    title: "</title></svg><script>alert('kleene')</script>"
    narrative: "<script>alert('kleene')</script>"
    on_enter: [{type: gain_item, item: "<script>alert('kleene')</script>"}]
    choice:
      prompt: "<script>alert('kleene')</script>"
      options:
        - id: "<script>alert('kleene')</script>"
          text: "<script>alert('kleene')</script>"
          cell: chooses
          narrative: "<script>alert('kleene')</script>"
          precondition: {type: flag_not_set, flag: "<script>alert('kleene')</script>"}
          next_node: "\\"><script>alert('kleene')</script>"
        - id: idea
          text: Try
          cell: unknown
          next: improvise
          improvise_context:
            theme: "<script>alert('kleene')</script>"
            permits: ["<script>alert('kleene')</script>"]
            blocks: ["<script>"]
            limbo_fallback: "<script>alert('kleene')</script>"
endings:
  "\\"><script>alert('kleene')</script>": {type: victory, narrative: "<script>alert('kleene')</script>"}
"""


@pytest.fixture
def game(db: None) -> GameSession:
    villain = User.objects.create_user("villain", display_name=EVIL[:40], bio=EVIL)
    revision = scenarios.import_scenario(source=HOSTILE, slug="hostile").revision
    report = {"warnings": [{"line": 1, "path": EVIL, "message": EVIL, "advice": EVIL, "code": "x"}]}
    ScenarioRevision.objects.create(
        scenario=revision.scenario,
        number=2,
        content_text=revision.content_text,
        content_hash=revision.content_hash,
        report=report,
    )
    game = sessions.start_solo(user_id=villain.pk, scenario_slug="hostile")
    # Typed without a choice it would mean the option that reads so, and end the game.
    for request in (TurnRequest(option_id="idea", input=f"{EVIL} please"), TurnRequest(option_id=EVIL)):
        playing.play_turn(user_id=villain.pk, session_id=game.pk, request=request)
    moderation.suspend_account(user_id=villain.pk, moderator_id=superuser("judge").pk, reason=EVIL)
    return game


def test_no_page_runs_what_people_write(root: Client, game: GameSession) -> None:
    newest = ScenarioRevision.objects.get(number=2)
    rows_of = [rows(model) for model in (Scenario, ScenarioRevision, GameSession, User)]
    pages = [page(row) for row in (newest.scenario, newest, game, game.user)]
    asked = [act(game.user, name) for name in ("rename", "suspend", "lift")]
    marked = [f"{page(newest)}?show={EVIL}", f"{rows(User)}?q={EVIL}", f"{rows(GameSession)}?q={EVIL}"]
    for path in [reverse("admin:index"), *rows_of, *pages, *asked, *marked]:
        told = read(root, path)
        assert "<script>alert" not in told, path
        assert not re.search(r"""=["'][^"'>]*<script""", told), path
    assert "&lt;script&gt;alert(" in read(root, page(game))
