"""Text as Markdown that shows it and does nothing else: players and authors may write anything."""

from __future__ import annotations

import re
from typing import Final

# Wherever they stand: code, emphasis, links, HTML and entities, headings, quotations, tables, formulas.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>#|~!&$^{}]")
# Only at a line's start: lists, rules, lines under headings, definitions.
_START: Final = re.compile(r"[-+=:%]")
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])")
# What readers make links of by themselves.
_ADDRESS: Final = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)


def plain_markdown(text: str) -> str:
    """The text, line by line; blank lines part paragraphs, and no line is indented into a block of code."""
    return "\n".join(map(_line, text.splitlines()))


def on_one_line(text: str) -> str:
    """A text escaped for Markdown, its line breaks and runs of spaces made one space."""
    return _line(" ".join(text.split()))


def quoted_markdown(text: str) -> str:
    """The text as a quotation that nothing in it ends: each of its lines is marked, the blank ones too."""
    return "\n".join(f"> {line}".rstrip() for line in map(_line, text.splitlines()))


def _line(line: str) -> str:
    escaped = _ADDRESS.sub(lambda sign: f"\\{sign[0]}", _SIGNS.sub(lambda sign: f"\\{sign[0]}", line.strip()))
    if _START.match(escaped):
        return f"\\{escaped}"
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped
