"""Light and dark, in the colours of Kleene's pages; and no colours at all where NO_COLOR is set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

# Both the letters and what is behind them are drawn, so that a look reads the same in every terminal.
LIGHT: Final = {
    "paper": "#fbf8f3", "wash": "#f2ede4", "ink": "#23201b", "soft": "#665e53", "rule": "#d8cfbf",
    "accent": "#0f6a66", "accent-wash": "#d9ebe8", "warn": "#8f430c", "bad": "#a3262f", "wonder": "#7a4fa3",
}  # fmt: skip
DARK: Final = {
    "paper": "#15171b", "wash": "#1c1f25", "ink": "#e9e4da", "soft": "#a9a194", "rule": "#3a3f4a",
    "accent": "#5cc4bb", "accent-wash": "#1d3b3a", "warn": "#f0a35e", "bad": "#f08a8f", "wonder": "#b794e0",
}  # fmt: skip
LIGHT_BACKGROUNDS: Final = frozenset({"7", "15"})  # of the 16 colours that COLORFGBG counts


def _look(name: str, tones: Mapping[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=tones["accent"],
        foreground=tones["ink"],
        background=tones["paper"],
        surface=tones["paper"],
        panel=tones["wash"],
        warning=tones["warn"],
        error=tones["bad"],
        dark=name == "dark",
        variables=dict(tones) | {"cursor-style": "none", "marked-style": "bold"},
    )


_DEFAULTS: Final = (*DARK, "ansi-background", "ansi-foreground")
_NONE: Final = dict.fromkeys(_DEFAULTS, "ansi_default") | {"cursor-style": "reverse", "marked-style": "bold reverse"}
LOOKS: Final = {
    "light": _look("light", LIGHT),
    "dark": _look("dark", DARK),
    "none": Theme(name="none", primary="ansi_default", ansi=True, variables=_NONE),
}


def look_for(wished: str, environment: Mapping[str, str]) -> str:
    """The name of the look: none with NO_COLOR, else the wished one, else the terminal's own background where it tells."""
    if environment.get("NO_COLOR"):
        return "none"
    if wished in {"light", "dark"}:
        return wished
    return "light" if environment.get("COLORFGBG", "").rpartition(";")[2] in LIGHT_BACKGROUNDS else "dark"
