"""Where the code asks whether somebody is an agent: everywhere else an agent may what a person may.

Each door answers agents as the columns `agent` and `refused` of tests/doors/table.py say, and otherwise than persons only by
one of the rules below. What else they change is tried in tests/api/test_agents.py, tests/api/test_leaderboards.py and
tests/agents/test_mcp.py.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = {"is_agent", "_is_agent"}
CHOOSING: Final = {"filter", "exclude", "Q"}  # calls by which rows are chosen

RULES: Final = {
    "agents.mcp.door:_require_agent": "people do not play over MCP",
    "agents.management.commands.mcp_server:signed_in": "the same by stdio",
    "common.player_budgets:PlayerBudget.for_asker": "limits of their own",
    "common.player_budgets:asked_by": "the same of a stream",
    "leaderboards.rules.contestants:contestants_of": "boards of their own",
    "leaderboards.services.entries_writer:_is_agent": "the same when an ending is counted",
    "profiles.services.agents:declare_agent": "an account declares itself once",
    "profiles.services.agents:mark_agent": "staff mark it once",
    "profiles.services.agents:unmark_agent": "staff take the mark back",
    "profiles.services.moderation:make_moderator": "no agent moderates",
    "profiles.services.own_agents:require_owner": "no agent owns agents",
    "worlds.services.membership.admission:agent_accounts": "where a host lets agents in",
    "worlds.services.membership.admission:require_admission": "the same at each way in",
    "worlds.services.membership.creating:create_world": "nobody makes a world that is closed to themselves",
    "worlds.services.membership.invited:_may_be_invited": "nobody is invited where they may not come",
    "worlds.services.membership.seats:role_of": "their role at a seat",
}
TELLING: Final = {
    "common.agent_mark:marked_agent",
    "common.templatetags.agents:agent_mark",
    "common.templatetags.agents:agent_words",
    "cosmos.views.star_card:_card",
    "profiles.admin.actions:may_become_moderator",
    "profiles.admin.agent_acts:",
    "profiles.admin.filters:",
    "profiles.services.agents:behavior_told",
    "profiles.views.agents:agents_page",
    "worlds.services.frames:_who",
    "worlds.services.stories.credit_names:_names",
    "worlds.services.typed_commands.looking:_player",
    "worlds.services.typed_commands.telling:_standing",
}


def inner(
    node: ast.AST, above: tuple[tuple[ast.AST, str], ...] = ()
) -> Iterator[tuple[ast.AST, tuple[tuple[ast.AST, str], ...]]]:
    """All below a node, each with what it stands in, and as which part of it."""
    for part, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child, (*above, (node, part))
                yield from inner(child, (*above, (node, part)))


def is_named(node: ast.AST) -> bool:
    return any(getattr(node, part, None) in NAMES for part in ("attr", "id", "arg", "value"))


def decides(node: ast.AST, part: str) -> bool:
    is_choice = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CHOOSING
    return is_choice or part in {"test", "ifs", "guard"} or isinstance(node, ast.BoolOp | ast.UnaryOp)


def asking(path: Path) -> Iterator[str]:
    """The functions of a module that ask, as `module:Class.function`."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node, above in inner(ast.parse(path.read_text(encoding="utf-8"))):
        is_lookup = isinstance(node, ast.Constant) and ("values_list" in ast.unparse(above[-1][0]))
        if is_named(node) and (is_lookup or any(decides(*each) for each in above)):
            names = [
                each.name
                for each, _ in above
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            ]
            yield f"{module}:{'.'.join(names)}"


@pytest.mark.slow
def test_only_known_rules_ask_whether_somebody_is_an_agent() -> None:
    apps = {path.parent for path in ROOT.glob("*/__init__.py")} - {ROOT / "tests", ROOT / "benchmarks"}
    modules = [path for app in apps for path in app.rglob("*.py") if "migrations" not in path.parts]
    assert {name for path in modules for name in asking(path)} == {*RULES, *TELLING}
