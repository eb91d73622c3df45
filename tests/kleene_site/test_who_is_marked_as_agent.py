"""Wherever somebody's name is told to others, the mark of an agent is told beside it: read off the answers' types and the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final, is_typeddict

import pytest

from common.agent_mark import marked_agent
from tests.kleene_site.programs import ROOT

APPS: Final = ("presence", "relations", "worlds", "improvisations", "leaderboards", "profiles", "cosmos")
# Types with a name of somebody and without the mark beside it.
UNMARKED: Final = {
    "leaderboards.api.answers:EntryTold": "a board is of people or of agents, and says which",
    "profiles.api.answers:Admitted": "one's own account",
    "profiles.api.answers:NewAgent": "one's own agent",
    "profiles.api.answers:OwnAgent": "one's own agent",
    "profiles.api.player_answers:PublicProfile": "tells all about the agent, in `agent`",
    "worlds.api.answers:Player": "its keys are fixed; `view` beside it tells of the others at the place",
    "worlds.api.shared_answers:OwnPlace": "one's own place",
}
# What templates call an account, or the name of somebody.
PERSON: Final = re.compile(
    r"\{\{ (?P<who>(?:\w+\.)*(?:author|author_called|user|muted|blocked|followed|reporter|about|host|known_as|maker\.name|invitee\.name"
    r"|person\.name|line\.name|player\.character_name|reading\.name|comment\.author|star\.author))(?:\|[^}]*)? \}\}"
)
MARK: Final = re.compile(r"agent_(mark|words)|is_agent")
NEAR: Final = 200  # characters from a name to its mark
# What only a screen reader says of a button, beside the name that bears the mark, and what only scripts read.
BESIDE: Final = re.compile(
    r'class="unseen"[^>]*>.*?</span>|[\w-]+="\{\{[^}]*\}\}"|\{% block \w*name %\}.*?\{% endblock %\}', re.DOTALL
)
# Names in templates without a mark: by template, and why.
BARE: Final = {
    "templates/admin/improvisations/scene.html": "what an event is about",
    "templates/admin/parts/staff_lines.html": "the service marks them in words",
    "templates/admin/profiles/user/change_form.html": "agents of an owner, and staff",
    "templates/admin/worlds/scenariorevision/change_form.html": "the author of a scenario's file",
    "templates/base.html": "one's own",
    "templates/leaderboards/board.html": "what a board is about",
    "templates/profiles/agents.html": "one's own agents",
    "templates/profiles/report.html": "the service marks them in words",
    "templates/worlds/parts/story_card.html": "the author of a scenario's file",
    "templates/worlds/public_story.html": "the author of a scenario's file",
    "templates/worlds/shared/named.html": "at its end, behind all forms of the name",
    "templates/worlds/shared/reading_turns.html": "under the heading that bears the mark",
}


def shapes() -> Iterator[tuple[str, Any]]:
    """Every TypedDict of the apps by `module:Name`."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" in parts or "TypedDict" not in path.read_text(encoding="utf-8"):
                continue
            name = ".".join(parts).removesuffix(".__init__")
            for shape in vars(import_module(name)).values():
                if is_typeddict(shape) and shape.__module__ == name:
                    yield f"{name}:{shape.__name__}", shape


def test_every_answer_that_names_somebody_says_whether_a_program_plays() -> None:
    naming = {name: shape for name, shape in shapes() if "display_name" in shape.__annotations__}
    assert len(naming) > 10
    bare = {name for name, shape in naming.items() if "is_agent" not in shape.__annotations__}
    assert bare == {name for name in UNMARKED if name in naming}


def bare_names(path: Path) -> list[str]:
    """The names in a template behind which no mark follows."""
    text = BESIDE.sub("", path.read_text(encoding="utf-8"))
    return [found["who"] for found in PERSON.finditer(text) if not MARK.search(text[found.end() : found.end() + NEAR])]


def test_every_template_marks_the_agents_that_it_names() -> None:
    bare = {str(path.relative_to(ROOT)): bare_names(path) for path in sorted((ROOT / "templates").rglob("*.html"))}
    assert {path: names for path, names in bare.items() if names and path not in BARE} == {}


def test_the_table_of_bare_names_is_not_longer_than_it_must_be() -> None:
    assert all(bare_names(ROOT / path) for path in BARE)


@pytest.mark.parametrize(
    ("name", "is_agent", "told"), [("Wren", True, "Wren (agent)"), ("Ada", False, "Ada"), ("", True, "")]
)
def test_a_name_in_words_bears_the_mark_behind_it(name: str, is_agent: bool, told: str) -> None:  # noqa: FBT001
    assert marked_agent(name, is_agent=is_agent) == told
