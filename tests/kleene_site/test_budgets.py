"""Whatever costs much has a budget. It is found by what it calls, so that a new one without a budget fails here.

The frames of a socket have a table of their own (`worlds/consumers/pace.py`).
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.kleene_site.programs import ROOT

APPS: Final = (
    "kleene_site",
    "common",
    "presence",
    "relations",
    "worlds",
    "improvisations",
    "leaderboards",
    "profiles",
    "cosmos",
    "agents",
)
# The calls that cost, as they are spelled.
COSTLY: Final = {
    "a hash": r"(\w+\.)*(check_password|set_password|make_password|verify_password)|hashing\.(made|judged\w*)",
    "decoding a picture": r"Image\.open",
    "an e-mail": r"mailing\.order_email|send_mail|EmailMessage",
    "a narrator's word": r".*\.rule",
    "a replay": r"(replay\.)?(state_after|_go_back|whole_story|verify_game|replay_records|replay_and_check|verify_world|checked_log|checked_records|play_on|take_world_snapshot|take_game_snapshot)",
    "a world": r"(creating\.)?found_world",
    "a game": r"GameSession",
    "a message": r"chat\.send_message",
    "a report": r"Report\.objects\.create",
    "an export": r"_pieces",
    "a comparison of texts": r"comparing\.compare",
    "a turn": r"solo\.\w*play\w*|play_reading",
}
HOUSE: Final = "the house asks for it, or who belongs to the staff"
PART: Final = "a part of those below, whose callers pay"
# By caller: the budget, and where it is spent, if not right there.
PAID: Final[dict[str, tuple[str, str]]] = {
    "profiles.services.passwords:check_and_set": ("RATE_SIGN_IN_ADDRESS", ""),
    "profiles.services.passwords:prove_it_is": ("RATE_SIGN_IN_ADDRESS", ""),
    "profiles.services.passwords:hash_of_new": ("RATE_SIGN_IN_ADDRESS", ""),
    "profiles.services.sign_in:check_password_of": (
        "RATE_SIGN_IN_ADDRESS",
        "profiles.services.sign_in:check_credentials",
    ),
    "common.pictures:_square": ("RATE_PICTURE", "worlds.services.pictures:prepare_picture"),
    "profiles.services.resets:request_reset": ("RATE_EMAIL", ""),
    "profiles.services.addresses:order_proof": ("RATE_PASSWORD_RESET", ""),
    "profiles.services.addresses:_order_quietly": ("RATE_EMAIL", ""),
    "profiles.services.digests:_ordered": ("RATE_EMAIL", "profiles.services.mailing:order_email"),
    "profiles.services.moderator_mail:_ordered": ("RATE_EMAIL", "profiles.services.mailing:order_email"),
    "worlds.services.turns.solo_transaction:_take": ("RATE_INPUT", ""),
    "worlds.services.turns.transaction:_take": ("RATE_INPUT", "worlds.services.turns.playing:"),
    "worlds.services.turns.narration:_narrated": ("RATE_IMPROVISE", "worlds.services.turns.narration:ask_narrator"),
    "worlds.services.turns.hearing:Hearing.compare": ("RATE_INPUT", "worlds.services.turns.listening:_find_words"),
    "worlds.services.games.replay:verify_own": ("RATE_REPLAY", ""),
    "worlds.services.games.world_verification:verify_as_member": ("RATE_REPLAY", ""),
    "worlds.services.snapshots.world_checkpoints:_as_it_was": (
        "RATE_REPLAY",
        "worlds.services.snapshots.world_checkpoints:compare_checkpoint",
    ),
    "worlds.services.games.transcript:full_transcript": ("RATE_REPLAY", ""),
    "worlds.services.turns.solo_transaction:_again": ("RATE_REPLAY", ""),
    "worlds.services.games.public_story:read_story": ("RATE_REPLAY", ""),
    "worlds.services.games.world_transcript:_entries": (
        "RATE_REPLAY",
        "worlds.services.games.world_transcript:world_transcript",
    ),
    "worlds.services.games.rewind:rewind_game": ("RATE_REPLAY", ""),
    "worlds.services.games.rewind:undo_turn": ("RATE_REPLAY", ""),
    "profiles.services.export:export_sessions": ("RATE_EXPORT", "profiles.services.export:everything_about"),
    "profiles.services.export:everything_about": ("RATE_EXPORT", ""),
    "worlds.services.games.sessions:start_solo": ("RATE_START", ""),
    "worlds.services.games.previewing:start_preview": ("RATE_START", ""),
    "worlds.services.membership.joining:_new_session": (
        "RATE_START",
        "worlds.services.membership.joining:seat_new_character",
    ),
    "worlds.services.membership.forking:_begin": ("RATE_START", "worlds.services.membership.forking:fork_game"),
    "worlds.services.membership.creating:create_world": (
        "RATE_START",
        "worlds.services.membership.joining:seat_new_character",
    ),
    "worlds.services.reports:_filed": ("RATE_REPORT", "profiles.services.reports:report_anything"),
    "worlds.views.shared.chat:_refusal": ("RATE_CHAT", "worlds.services.chat:send_message"),
    "worlds.api.chat:ChatDoor.say": ("RATE_CHAT", "worlds.services.chat:send_message"),
    "worlds.services.typed_commands.speaking:_sent": ("RATE_CHAT", "worlds.services.chat:send_message"),
}
FREE: Final[dict[str, str]] = {
    "worlds.services.stories.played_lines:play_line": "an operator tries lines out",
    "worlds.services.stories.covers:_encoded": "an operator imports a story",
    "profiles.hashing:made": PART,
    "profiles.hashing:judged": PART,
    "profiles.hashing:judged_for_nobody": PART,
    "profiles.models.accounts:User._hash_anew": PART,
    "profiles.models.accounts:User.check_password": PART,
    "profiles.models.accounts:User.set_password": PART,
    "profiles.services.emails:_new_password": HOUSE,
    "profiles.services.emails:_confirm_address": HOUSE,
    "profiles.services.emails:_address_changed": HOUSE,
    "profiles.services.digest_email:_message": HOUSE,
    "profiles.services.moderator_mail:write_moderator_mail": HOUSE,
    "worlds.narrators.http.narrator:HttpNarrator.rule": PART,
    "worlds.services.games.replay:state_after": PART,
    "worlds.services.games.rewind:_go_back": PART,
    "worlds.services.games.replay:replay_and_check": PART,
    "worlds.services.games.replay:_check_log": PART,
    "worlds.services.moving.importing:_Arrival._row": "an operator imports a world",
    "worlds.services.moving.importing:_require_whole": "an operator imports a world",
    "worlds.services.games.session_rows:_written": "a row to compare with, which is never saved",
    "worlds.services.games.endings:_replayed": HOUSE,
    "worlds.services.games.endings:_reached_in": HOUSE,
    "worlds.services.games.left_worlds:_had": HOUSE,
    "worlds.services.snapshots.taking:play_on": HOUSE,
    "worlds.services.snapshots.taking:take_world_snapshot": HOUSE,
    "worlds.services.snapshots.taking:take_game_snapshot": HOUSE,
    "worlds.services.snapshots.due:_world": HOUSE,
    "worlds.services.snapshots.due:keep_before_forgetting": HOUSE,
    "worlds.services.snapshots.due:_game": HOUSE,
    "worlds.management.commands.take_snapshots:Command._is_taken": HOUSE,
    "worlds.management.shared_work:verdict_on": HOUSE,
    "worlds.services.games.replay:_verify_together": PART,
    "worlds.services.games.world_verification:checked_log": PART,
    "worlds.services.games.world_verification:_check": PART,
    "worlds.management.commands.verify_world:Command._verify_one": HOUSE,
    "worlds.admin.sessions:verify_session": HOUSE,
    "worlds.management.commands.replay_session:Command.handle": HOUSE,
    "improvisations.admin.scene:_state_before": HOUSE,
    "worlds.rules.turns:play": PART,
    "worlds.services.turns.transaction:_play": PART,
}


@cache
def functions() -> dict[str, ast.AST]:
    """Every function of ours by `module:Class.name`, and every module as `module:`."""
    found: dict[str, ast.AST] = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= _within(path)
    return found


def _within(path: Path) -> dict[str, ast.AST]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: dict[str, ast.AST] = {f"{module}:": tree}

    def look(node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            inner = names
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = (*names, child.name)
                if not isinstance(child, ast.ClassDef):
                    found[f"{module}:{'.'.join(inner)}"] = child
            look(child, inner)

    look(tree, ())
    return found


@cache
def calls_of(name: str) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(functions()[name]) if isinstance(node, ast.Call)}


@cache
def source_of(name: str) -> str:
    return ast.unparse(functions()[name])


@cache
def callers(costly: str) -> set[str]:
    wanted = re.compile(COSTLY[costly])
    named = (name for name in functions() if not name.endswith(":"))
    return {name for name in named if any(map(wanted.fullmatch, calls_of(name)))}


@cache
def budgets() -> dict[str, set[str]]:
    """By setting: the names that budgets of it bear in the code."""
    found: dict[str, set[str]] = {}
    for name, module in functions().items():
        if name.endswith(":"):
            for node in ast.walk(module):
                if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call) and _is_budget(node.value):
                    setting = node.value.args[1]
                    assert isinstance(setting, ast.Constant)
                    found.setdefault(str(setting.value), set()).add(ast.unparse(node.target))
    return found


def _is_budget(call: ast.Call) -> bool:
    return ast.unparse(call.func) in {"Budget", "PlayerBudget", "AddressBudget"}


@cache
def payers(setting: str) -> set[str]:
    """The names of a budget, and of the functions that spend it or hand it out to be spent."""
    names = set(budgets()[setting])
    word = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
    spending = {
        name.rpartition(":")[2].rpartition(".")[2]
        for name in functions()
        if not name.endswith(":") and word.search(source_of(name))
    }
    return names | spending


def settings_of(name: str) -> set[str]:
    return set(re.findall(r"^(RATE_\w+) = ", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.slow
def test_every_rate_is_the_rate_of_a_budget_and_every_budget_has_a_rate() -> None:
    assert settings_of("kleene_site/settings.py") == set(budgets())


def test_budgets_stand_in_one_module_of_each_app() -> None:
    made = re.compile(r"\b(Player)?Budget\(")
    for name in functions():
        if name.endswith(":") and not re.fullmatch(
            r"\w+\.services\.budgets:|common\.(throttles|player_budgets):", name
        ):
            assert not any(made.match(call + "(") for call in calls_of(name)), name


def test_budgets_are_spent_by_services_alone() -> None:
    doors = re.compile(r"\w+\.(api|views|consumers|admin|wire|management)\b")
    for name in functions():
        if name.endswith(":") and doors.match(name):
            assert not any(re.search(r"\b[A-Z_]+\.spend$", call) for call in calls_of(name)), name


def test_operators_read_of_every_rate() -> None:
    told = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    missing = {setting for setting in budgets() if f"| `{setting}` |" not in told}
    assert not missing


@pytest.mark.parametrize("costly", COSTLY)
def test_whoever_calls_what_costs_has_paid(costly: str) -> None:
    unpaid = callers(costly) - set(PAID) - set(FREE)
    assert not unpaid, f"{costly}: give these a budget, and tell it in PAID: {sorted(unpaid)}"


def test_the_tables_name_only_what_is_there() -> None:
    called = set().union(*map(callers, COSTLY))
    assert {*PAID, *FREE} <= called


@pytest.mark.parametrize("caller", PAID)
def test_the_budget_is_spent_where_the_table_says(caller: str) -> None:
    setting, at = PAID[caller]
    spent = source_of(at or caller)
    assert re.search(rf"\b({'|'.join(map(re.escape, payers(setting)))})\b", spent), (
        f"{at or caller} spends no {setting}"
    )


@pytest.mark.parametrize("setting", sorted(settings_of("kleene_site/settings.py")))
def test_every_rate_is_tried_in_a_test(setting: str) -> None:
    tests = (path.read_text() for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__))
    assert any(re.search(rf"\b{setting}\b", text) for text in tests), f"no test sets {setting}"
