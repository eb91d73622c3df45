"""From YAML events to plain values with lines: what must not be built is refused before it grows."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import yaml

from worlds import limits
from worlds.rules.problems import Problem, Problems, quoted
from worlds.rules.tree import MarkedList, MarkedMapping, Value, resolve

DEEPEST: Final = 20  # mappings and lists inside one another
UNSPEAKABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
NOUNS: Final = ".look"  # what the keys below it are
_NO_KEY: Final = ""  # of an entry that is dropped, as its key was refused


class Unreadable(Exception):
    """Nothing more can be read; the problem says why."""

    def __init__(self, line: int, message: str, advice: str, code: str) -> None:
        self.problem = Problem("error", line, "file", message, advice, code)
        super().__init__(message)


class Builder:
    """Puts values together from events, with a stack of its own instead of recursion."""

    def __init__(self, problems: Problems) -> None:
        self.root: Value = None
        self.problems = problems
        self.documents = 0
        self.open: list[MarkedMapping | MarkedList] = []
        self.keys: list[tuple[str, int] | None] = []  # of each open container, the key that waits for its value
        self.steps: list[str] = []  # how each open container is reached from the one around it

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            raise _shared(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            message, advice = "a second YAML document begins here", "put one scenario in each file"
            raise Unreadable(_line(event), message, advice, "several_documents")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self._refuse_marks(event, line)
        unquoted = event.implicit[0] and not event.style
        # One spelling of each letter, so that ids and texts that look equal are equal.
        written = unicodedata.normalize("NFC", event.value)
        value = resolve(written) if unquoted else written
        odd = UNSPEAKABLE.search(event.value)
        if odd:
            self._complain(
                line, f"the character U+{ord(odd[0]):04X} is not allowed in text", "remove it", "bad_character"
            )
            value = ""
        if self._waits_for_key():
            self._key(value, event.value, line)
        else:
            self._place(value, line)

    def _key(self, value: Value, written: str, line: int) -> None:
        refused = self.problems.count
        if value == "<<":
            self._complain(line, "merge keys (<<) are not supported", "write the keys out", "merge_key")
        elif not isinstance(value, str):
            self._complain(line, f"the key {written or 'null'} is not text", "put it in quotes", "key_not_text")
        elif not _is_good_key(value, is_noun=self.steps[-1:] == [NOUNS]):
            advice = f"use 1 to {limits.STORY_ID} plain ASCII characters"
            self._complain(line, f"the key {quoted(value)} cannot be used", advice, "bad_key")
        self.keys[-1] = (str(value) if self.problems.count == refused else _NO_KEY, line)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        line = _line(event)
        self._refuse_marks(event, line)
        if len(self.open) >= DEEPEST:
            raise Unreadable(line, f"this is nested more than {DEEPEST} levels deep", "flatten it", "too_deep")
        if self._waits_for_key():
            raise Unreadable(line, "a list or mapping is used as a key", "use plain text for keys", "key_not_text")
        made = MarkedMapping(line) if isinstance(event, yaml.MappingStartEvent) else MarkedList(line)
        self.steps.append(self._step())
        self._place(made, line)
        self.open.append(made)
        self.keys.append(None)

    def _end(self) -> None:
        self.open.pop()
        self.keys.pop()
        self.steps.pop()

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
            message, advice = (
                f"the key {quoted(key)} is repeated",
                f"keep this one or the one on line {holder.lines[key]}",
            )
            self._complain(key_line, message, advice, "duplicate_key")
            return
        holder.put(key, value, key_line)

    def _refuse_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            raise _shared(event)
        tag = getattr(event, "tag", None)
        if tag:
            self._complain(line, f"the tag {quoted(tag)} is not supported", "remove it", "tag")

    def _complain(self, line: int, message: str, advice: str, code: str) -> None:
        if self.problems.is_full("error"):
            message, advice = "there are too many mistakes to continue", "fix the mistakes above first"
            raise Unreadable(line, message, advice, "too_many_problems")
        self.problems.add(Problem("error", line, self._path(), message, advice, code))

    def _path(self) -> str:
        return "".join([*self.steps, self._step()]).lstrip(".") or "file"

    def _step(self) -> str:
        """How the next value is reached from the innermost open container."""
        if not self.open:
            return ""
        holder, waiting = self.open[-1], self.keys[-1]
        if isinstance(holder, MarkedList):
            return f"[{len(holder)}]"
        return f".{quoted(waiting[0])[1:-1]}" if waiting else ""


def _shared(event: yaml.NodeEvent) -> Unreadable:
    """What an alias stands for is lost, so there is no use in reading on."""
    message = f"the anchor or alias {quoted(event.anchor)} is not supported"
    return Unreadable(_line(event), message, "write the value in full wherever it is used", "alias")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _is_good_key(key: str, *, is_noun: bool) -> bool:
    """Ids and words of the format are ASCII; nouns are in the language of the story."""
    return (is_noun or key.isascii()) and key.isprintable() and key == key.strip() and 0 < len(key) <= limits.STORY_ID
