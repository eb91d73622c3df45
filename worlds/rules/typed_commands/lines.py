"""A typed line, cut into its verb and the words behind it, and the verbs that an unknown one is near to."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from common.folding import folded
from common.visible_text import cleaned_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SLASH: Final = "/"
KEPT_VERBS: Final = frozenset({"alias", "unalias", "aliases", "help", "quit"})  # that no alias may hide
DEEPEST: Final = 20  # aliases that may stand for one another, one behind the other
_NEAR: Final = 0.6  # so alike an unknown verb and a known one must be
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """`verb` is folded; both are empty where nothing was typed."""

    verb: str
    words: str


def line_of(text: str) -> Line:
    """A typed line without the slash that it may begin with, on one line, as others may read it."""
    verb, _, words = cleaned_line(text).strip().lstrip(SLASH).strip().partition(" ")
    return Line(folded(verb), words.strip())


def is_command(text: str) -> bool:
    """Whether a text in a box for words is a command: it begins with a slash."""
    return text.lstrip().startswith(SLASH)


def expanded(line: Line, aliases: Mapping[str, str]) -> Line:
    """The line that an alias stands for, with the words behind it; one that leads back to itself stands for nothing."""
    seen: set[str] = set()
    while line.verb in aliases and line.verb not in seen and len(seen) < DEEPEST:
        seen.add(line.verb)
        meant = line_of(aliases[line.verb])
        line = Line(meant.verb, f"{meant.words} {line.words}".strip())
    return line


def leads_back(name: str, command: str, aliases: Mapping[str, str]) -> bool:
    """Whether an alias of this name would in the end stand for itself."""
    wanted, verb = {**aliases, name: command}, line_of(command).verb
    for _ in range(len(wanted) + 1):
        if verb == name:
            return True
        if verb not in wanted:
            return False
        verb = line_of(wanted[verb]).verb
    return True


def nearest(verb: str, known: Iterable[str]) -> Sequence[str]:
    """The known verbs that somebody may have meant, the likeliest first."""
    names = sorted(known)
    starting = [name for name in names if len(verb) > 1 and name.startswith(verb)]
    alike = difflib.get_close_matches(verb, names, n=_FEW, cutoff=_NEAR)
    return list(dict.fromkeys([*starting, *alike]))[:_FEW]
