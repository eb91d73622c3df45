"""From the bytes of a stranger's file to plain values with lines, in bounded time and depth.

Works on the parser's events, so that aliases, tags and deep nesting are refused before anything is built from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import yaml

from worlds.rules.builder import UNSPEAKABLE, Builder, Unreadable
from worlds.rules.problems import Problems, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worlds.rules.tree import Value

LARGEST_FILE: Final = 1 << 20  # bytes

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ADVICE: Final = {
    "cannot start any token": "put text that begins with a special character in quotes",
    "mapping values are not allowed": "put text that contains ': ' in quotes, or check the indentation",
    "could not find expected ':'": "check the indentation, and that every key is followed by ': '",
    "did not find expected key": "check the quotes and the indentation of this line and the line before",
    "did not find expected ',' or": "put commas between the entries, and close the bracket",
    "did not find expected '-' indicator": "begin each entry of the list with '- ', all at the same indentation",
    "unexpected end of stream": "close what was opened: a quote or a bracket",
}
_NO_ADVICE: Final = "check this line and the line before"


def read(source: bytes, problems: Problems) -> Value:
    """The document in `source`; what is wrong with it as YAML goes to `problems`. Never raises."""
    try:
        text = decode(source)
        builder = Builder(problems)
        for event in _events(text):
            builder.take(event)
    except Unreadable as stop:
        problems.add(stop.problem)
        return None
    return builder.root


def decode(source: bytes) -> str:
    """The text of a file. Raises Unreadable."""
    if len(source) > LARGEST_FILE:
        raise Unreadable(1, "this file is larger than 1 MiB", "split it, or shorten it", "too_large")
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(1, "this file is UTF-16", "save it as UTF-8", "not_utf8")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "this is not UTF-8 text", "save the file as UTF-8", "not_utf8") from None
    odd = UNSPEAKABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise Unreadable(
            line, f"the character U+{ord(odd[0]):04X} is not allowed in text", "remove it", "bad_character"
        )
    if not text.strip():
        raise Unreadable(1, "this file is empty", "write a scenario: name, start_node, nodes, endings", "empty")
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, text) from None
    except yaml.YAMLError as error:
        said = quoted(str(error))
        raise Unreadable(1, f"this is not YAML: {said}", "check the characters in it", "yaml") from None


def _not_yaml(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    line = text.split("\n")[number : number + 1]
    said = f"{error.context} {error.problem}"
    advice = next((advice for phrase, advice in _ADVICE.items() if phrase in said), _NO_ADVICE)
    if line and "\t" in line[0][: len(line[0]) - len(line[0].lstrip())]:
        advice = "indent with spaces, not with tabs"
    message = f"this is not YAML: {error.problem or error.context}"
    if error.context_mark and error.context_mark.line < number:
        message += f" {error.context} that begins on line {error.context_mark.line + 1}"
    return Unreadable(number + 1, message, advice, "yaml")
