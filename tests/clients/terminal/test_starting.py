"""How the terminal client starts, and in which mode and look."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from kleene_play import commands, main
from kleene_play.screens.looks import DARK, LIGHT, look_for
from kleene_play.wishes import Wishes
from textual.color import Color

from tests.clients.terminal.programs import piped
from worlds.services.typed_commands import table


@pytest.mark.parametrize("address", ["gate.example", "ftp://gate.example", "http://127.0.0.1:1"])
def test_where_no_server_answers_it_says_so_and_fails(address: str, tmp_path: Path) -> None:
    run = piped(tmp_path, "--server", address, "--guest", lines="")
    assert run.returncode == 1
    assert "The server" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_where_it_is_not_installed_the_command_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    with pytest.raises(CommandError, match=r"pip install .\./clients/terminal"):
        call_command("play")


def test_no_command_of_its_own_hides_one_of_the_servers() -> None:
    assert set(commands.LOCAL) & set(table.BY_NAME) == {"help"}
    assert set(commands.OF_ONE) - set(table.BY_NAME) == set()


def test_a_full_screen_needs_a_terminal_and_textual_and_no_wish_for_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    assert main.is_full_screen(Wishes())
    assert not main.is_full_screen(Wishes(plain=True))
    monkeypatch.setenv("TERM", "dumb")
    assert not main.is_full_screen(Wishes())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setitem(sys.modules, "textual", None)
    assert not main.is_full_screen(Wishes())
    monkeypatch.undo()
    assert not main.is_full_screen(Wishes())


def test_the_look_follows_no_color_the_wish_and_the_terminal() -> None:
    assert look_for("light", {"NO_COLOR": "1"}) == "none"
    assert look_for("light", {"NO_COLOR": "", "COLORFGBG": "15;0"}) == "light"
    assert look_for("auto", {"COLORFGBG": "0;15"}) == "light"
    assert look_for("auto", {"COLORFGBG": "15;0"}) == "dark"
    assert look_for("auto", {}) == "dark"


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_all_letters_stand_out_from_what_is_behind_them(tones: dict[str, str]) -> None:
    letters = ("ink", "soft", "accent", "warn", "bad", "wonder")
    pairs = [*product(letters, ("paper", "wash")), *product(("ink", "soft", "accent"), ("accent-wash",))]
    for front, behind in pairs:
        assert contrast(tones[front], tones[behind]) >= 4.5, (front, behind)


def contrast(one: str, other: str) -> float:
    """As WCAG counts it."""
    darker, lighter = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))
