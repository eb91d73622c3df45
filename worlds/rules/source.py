"""From the bytes of a stranger's file to plain values with lines, in bounded time and depth.

Works on the parser's events, so that aliases, tags and deep nesting are refused before anything is built from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import yaml

from worlds.rules.problems import Problem, Problems, quoted
from worlds.rules.tree import MarkedList, MarkedMapping, Value, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE: Final = 1 << 20  # bytes
DEEPEST: Final = 20  # mappings and lists inside one another
LONGEST_KEY: Final = 100  # characters; ids stand in addresses and paths

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Final = ""  # of an entry that is dropped, as its key was refused
_UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ADVICE: Final = {
    "tab": "indent with spaces, not with tabs",
    "cannot start any token": "put text that begins with a special character in quotes",
    "mapping values are not allowed": "put text that contains ': ' in quotes, or check the indentation",
    "could not find expected ':'": "check the indentation, and that every key is followed by ': '",
    "did not find expected key": "check the indentation and the quotes of the line before",
    "did not find expected '-' indicator": "begin each entry of the list with '- ', all at the same indentation",
    "unexpected end of stream": "close what was opened: a quote or a bracket",
}


class Unreadable(Exception):
    """Nothing more can be read; the problem says why."""

    def __init__(self, line: int | None, message: str, advice: str, code: str) -> None:
        self.problem = Problem("error", line, "file", message, advice, code)
        super().__init__(message)


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
        raise Unreadable(None, "this file is larger than 1 MiB", "split it, or shorten it", "too_large")
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(1, "this file is UTF-16", "save it as UTF-8", "not_utf8")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "this is not UTF-8 text", "save the file as UTF-8", "not_utf8") from None
    odd = _UNSPEAKABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise Unreadable(line, f"the character U+{ord(odd[0]):04X} cannot stand in text", "remove it", "bad_character")
    if not text.strip():
        raise Unreadable(1, "this file is empty", "write a scenario: name, start_node, nodes, endings", "empty")
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise Unreadable(line, f"this is not YAML: {error.problem or error.context}", _advice(error), "yaml") from None
    except yaml.YAMLError as error:
        raise Unreadable(
            None, f"this is not YAML: {quoted(str(error))}", "check the characters in it", "yaml"
        ) from None


def _advice(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context} {error.problem}"
    if "\\t" in said or "'\t'" in said:
        return _ADVICE["tab"]
    return next((advice for phrase, advice in _ADVICE.items() if phrase in said), "check this line and the one before")


class Builder:
    """Puts values together from events, with a stack of its own instead of recursion."""

    def __init__(self, problems: Problems) -> None:
        self.root: Value = None
        self.problems = problems
        self.documents = 0
        self.open: list[MarkedMapping | MarkedList] = []
        self.keys: list[tuple[str, int] | None] = []  # of each open container, the key that waits for its value

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            line = _line(event)
            raise Unreadable(line, "a second document begins here", "keep one scenario in a file", "several_documents")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self._refuse_marks(event, line)
        unquoted = event.implicit[0] and not event.style
        value = resolve(event.value) if unquoted else event.value
        odd = _UNSPEAKABLE.search(event.value)
        if odd:
            self._complain(
                line, f"the character U+{ord(odd[0]):04X} cannot stand in text", "remove it", "bad_character"
            )
            value = ""
        if self._waits_for_key():
            self._key(value, event.value, line)
        else:
            self._place(value, line)

    def _key(self, value: Value, written: str, line: int) -> None:
        refused = self.problems.count
        if value == "<<":
            self._complain(line, "merge keys (<<) are not read", "write the keys out", "merge_key")
        elif not isinstance(value, str):
            self._complain(line, f"the key {written or 'null'} is not text", "put it in quotes", "key_not_text")
        elif not _is_good_key(value):
            advice = f"use 1 to {LONGEST_KEY} plain ASCII characters"
            self._complain(line, f"the key {quoted(value)} cannot be used", advice, "bad_key")
        self.keys[-1] = (written if self.problems.count == refused else _NO_KEY, line)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        line = _line(event)
        self._refuse_marks(event, line)
        if len(self.open) >= DEEPEST:
            raise Unreadable(line, f"this is nested deeper than {DEEPEST} levels", "flatten it", "too_deep")
        if self._waits_for_key():
            raise Unreadable(line, "a list or mapping stands as a key", "use plain text for keys", "key_not_text")
        made = MarkedMapping(line) if isinstance(event, yaml.MappingStartEvent) else MarkedList(line)
        self._place(made, line)
        self.open.append(made)
        self.keys.append(None)

    def _end(self) -> None:
        self.open.pop()
        self.keys.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        self._complain(line, f"the alias *{quoted(event.anchor)[1:-1]} is not read", "write the value out", "alias")
        if self._waits_for_key():
            self.keys[-1] = (_NO_KEY, line)
        else:
            self._place(None, line)

    def _waits_for_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], MarkedMapping) and self.keys[-1] is None

    def _place(self, value: Value, line: int) -> None:
        if not self.open:
            self.root = value
            return
        holder = self.open[-1]
        if isinstance(holder, MarkedList):
            holder.put(value, line)
            return
        waiting = self.keys[-1]
        assert waiting is not None
        self.keys[-1] = None
        key, key_line = waiting
        if key == _NO_KEY:
            return
        if key in holder:
            first = holder.lines[key]
            self._complain(
                key_line,
                f"the key {quoted(key)} stands here again",
                f"it is on line {first} already: keep one",
                "duplicate_key",
            )
            return
        holder.put(key, value, key_line)

    def _refuse_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            self._complain(
                line,
                f"the anchor &{quoted(event.anchor)[1:-1]} is not read",
                "write the value out where it is used",
                "alias",
            )
        tag = getattr(event, "tag", None)
        if tag:
            self._complain(line, f"the tag {quoted(tag)} is not read", "remove it", "tag")

    def _complain(self, line: int, message: str, advice: str, code: str) -> None:
        if self.problems.is_full("error"):
            raise Unreadable(
                line, "there are too many mistakes to go on", "mend those above first", "too_many_problems"
            )
        self.problems.add(Problem("error", line, self._path(), message, advice, code))

    def _path(self) -> str:
        path = ""
        for holder, key in zip(self.open, self.keys, strict=True):
            if isinstance(holder, MarkedList):
                path += f"[{len(holder)}]"
            elif key is not None:
                path += f".{quoted(key[0])[1:-1]}"
        return path.lstrip(".") or "file"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _is_good_key(key: str) -> bool:
    return key.isascii() and key.isprintable() and key == key.strip() and 0 < len(key) <= LONGEST_KEY
