"""JSON from strangers: bounded, without ambiguity, and only with text that every database can keep."""

import json
import math
import re

from common import limits
from common.errors import InvalidInput, TooLarge

LARGEST_NUMBER = 2**53 - 1  # what every JSON reader holds exactly (RFC 7493)

# Brackets count only outside strings; an unclosed string swallows the rest, and the parser then says so.
STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
NUL_OR_LONE_SURROGATE = re.compile("[\0\ud800-\udfff]")
DEPTH_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


def read_json(body: bytes) -> object:
    """The value that `body` holds. Raises InvalidInput or TooLarge, each with one sentence that says what is wrong."""
    if len(body) > limits.JSON_BODY:
        raise TooLarge(f"Send at most {limits.JSON_BODY // 1024} KiB.", limit=limits.JSON_BODY)
    text = decoded(body)
    refuse_depth(text)
    try:
        value = (
            READER.decode(text) if not text.startswith("\ufeff") else json.loads(text)
        )  # which says what is wrong with it
    except json.JSONDecodeError as mistake:
        raise InvalidInput(
            f"This is not JSON: {mistake.msg} (line {mistake.lineno}, column {mistake.colno})."
        ) from None
    refuse_broken_text(value)
    return value


def decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidInput("Send JSON in UTF-8.") from None


def refuse_depth(text: str) -> None:
    """Counts before parsing: the parser recurses, and deep input would take its stack."""
    if text.count("[") + text.count("{") <= limits.JSON_DEPTH:
        return
    depth = 0
    for found in STRING_OR_BRACKET.finditer(text):
        depth += DEPTH_STEP.get(found[0], 0)
        if depth > limits.JSON_DEPTH:
            raise InvalidInput(f"JSON can be nested at most {limits.JSON_DEPTH} levels deep.")


def one_of_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise InvalidInput("A key appears twice in the same object.", key=quoted_key(twice))
    return found


def whole(digits: str) -> int:
    # Judged by length first: turning a million digits into a number takes minutes.
    if len(digits) > 17 or abs(int(digits)) > LARGEST_NUMBER:
        raise InvalidInput(f"Numbers must be between -{LARGEST_NUMBER} and {LARGEST_NUMBER}.")
    return int(digits)


def finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise InvalidInput("A number is too large.")
    return number


def no_constant(name: str) -> float:
    raise InvalidInput(f"This is not JSON: {name} is not a number.")


READER = json.JSONDecoder(
    object_pairs_hook=one_of_each, parse_int=whole, parse_float=finite, parse_constant=no_constant
)


def refuse_broken_text(value: object) -> None:
    """Depth is bounded by now. PostgreSQL keeps no NUL, and nothing encodes half a surrogate pair."""
    if isinstance(value, str):
        if NUL_OR_LONE_SURROGATE.search(value):
            raise InvalidInput("Text must not contain NUL characters or unpaired surrogates.")
    elif isinstance(value, list):
        for item in value:
            refuse_broken_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            refuse_broken_text(key)
            refuse_broken_text(item)


def quoted_key(key: str) -> str:
    """A key of a stranger's, safe to say back in an answer."""
    return NUL_OR_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", key[:100])
