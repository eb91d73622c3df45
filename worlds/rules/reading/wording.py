"""Values of a file in the words of a problem's sentence."""

from __future__ import annotations

from typing import Final

from worlds.rules.problems import quoted
from worlds.rules.tree import OddNumber

_KINDS: Final = {
    str: "text", OddNumber: "a number", int: "a number", bool: "true or false", type(None): "nothing",
}  # fmt: skip


def kind_of(value: object) -> str:
    """`the number 5`, `the text 'yes'`, `a list`: what stands in the file, for a sentence."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    name = _KINDS.get(type(value), "something else")
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    return f"{name.replace('a number', 'the number').replace('text', 'the text')} {quoted(value)}"


def whole_advice(written: str) -> str:
    """How to write what somebody may have meant by a number that is not plainly whole."""
    digits = written.lstrip("+-")
    if digits.isdigit():
        return "write it without leading zeros" if digits[0] == "0" else "stay within ±9007199254740991"
    if digits[:2].lower() in {"0x", "0o", "0b"} or "_" in digits or "e" in digits.lower() or ":" in digits:
        return "write it out in ordinary digits"
    return "write a whole number, such as 2"
