"""Text that people write and others read: nothing in it that cannot be seen, and nothing that hides its neighbours.

What is kept stands as it was written, in NFC. How texts compare is another matter: see `folding`.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from common.errors import InvalidInput
from common.folding import UNSEEN
from common.zero_width import EMOJI_STYLE, JOINERS, is_pictograph, joins, styles

# Control, format (zero-width, bidirectional), private, surrogate, unassigned; line and paragraph separators.
REFUSED_CATEGORIES: Final = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
MARKS: Final = {"Mn", "Me"}
TALLEST: Final = 4  # marks on one letter; Vietnamese and Hebrew need three, towers of them hide whole lines
LONGEST_SYLLABLE: Final = 8  # the same with vowels that take room of their own, as in Burmese
UNCLEANED: Final = 4  # so many times its limit a text may have before it is cleaned
LINES: Final = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
# The only words that tags may spell: the flags of England, Scotland and Wales.
FLAG: Final = re.compile("\U0001f3f4(?:{})".format("|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f" for region in ("gbeng", "gbsct", "gbwls")
)))  # fmt: skip


class Unseen(InvalidInput):
    message = "This contains an invisible character."


def name(text: str, *, longest: int) -> str:
    """`text` as a name: NFC, trimmed, single spaces, all of it seen, at least one character. Raises InvalidInput."""
    kept = " ".join(seen(text.strip()).split())
    if not 1 <= len(kept) <= longest:
        raise InvalidInput(f"A name must have 1 to {longest} characters.")
    return kept


def lines(text: str, *, longest: int) -> str:
    """`text` as some lines: NFC, trimmed, all of it seen; it may be empty. Raises InvalidInput."""
    kept = "\n".join(seen(part) for part in text.replace("\r\n", "\n").strip().split("\n"))
    if len(kept) > longest:
        raise InvalidInput(f"Write at most {longest} characters.")
    return kept


def cleaned(text: str) -> str:
    """`text` for others' eyes: NFC, trimmed, without what cannot be seen or hides its neighbours; lines end with \\n.

    Never raises. `cleaned(cleaned(text)) == cleaned(text)`. It may be longer than before: some letters have no NFC.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINES)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()
    # A removed sign may have kept two others from becoming one. Each further round only shortens, and two are the rule.
    while (settled := composed(visible(text)).strip()) != text:
        text = settled
    return text


def cleaned_within(text: str, longest: int) -> str:
    """The same; a text so much longer than `longest` that it is refused in any case stays as it is, for that costs time."""
    return cleaned(text) if len(text) <= UNCLEANED * longest else text


def composed(text: str) -> str:
    """`text` in NFC with bounded marks."""
    return unicodedata.normalize("NFC", without_towers(unicodedata.normalize("NFC", text)))


def cleaned_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(cleaned(text).split())


def seen(text: str) -> str:
    """One line in NFC, with bounded marks. Raises Unseen for anything that `visible` would leave out."""
    kept = unicodedata.normalize("NFC", text)
    if "\n" in kept or visible(kept) != kept:
        raise Unseen
    bounded = composed(kept)
    if visible(bounded) != bounded:
        raise Unseen
    return bounded


def is_visible(text: str) -> bool:
    """Whether anything in a text can be seen: spaces, fillers and marks without a letter do not count."""
    return any(unicodedata.category(sign)[0] not in "ZM" and not sign.isspace() for sign in visible(text))


def visible(text: str) -> str:
    """`text` without what cannot be seen. Joiners stay where a script or an emoji needs them, lines stay lines."""
    return "".join(text[start:end] for start, end in _visible_spans(text))


def _visible_spans(text: str) -> Iterator[tuple[int, int]]:
    at, before = 0, ""
    while at < len(text):
        flag = FLAG.match(text, at)
        end = flag.end() if flag else at + 1
        if flag or _stays(text[at], before, text[end : end + 1]):
            yield at, end
            before = (before + text[at:end])[-4:]
        at = end


def _stays(sign: str, before: str, after: str) -> bool:
    if sign in JOINERS:
        return joins(sign, before, after)
    if sign == EMOJI_STYLE:
        return styles(before, after)
    if sign in UNSEEN:
        return False
    return sign == "\n" or unicodedata.category(sign) not in REFUSED_CATEGORIES or is_pictograph(sign)


def without_towers(text: str) -> str:
    """`text` with at most so many marks on a letter as writing needs; characters for joining do not begin anew."""
    kept: list[str] = []
    marks = syllable = 0
    for sign in text:
        category = unicodedata.category(sign)
        if category[0] == "M" or sign in JOINERS:
            marks, syllable = marks + (category in MARKS), syllable + 1
        else:
            marks = syllable = 0
        if (marks <= TALLEST or category not in MARKS) and syllable <= LONGEST_SYLLABLE:
            kept.append(sign)
    return "".join(kept)
