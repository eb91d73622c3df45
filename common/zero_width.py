"""Characters that nobody sees and some writing needs: the two joiners, and the one that asks for the look of an emoji."""

import unicodedata
from typing import Final

NON_JOINER: Final = "\u200c"
JOINER: Final = "\u200d"
JOINERS: Final = frozenset({NON_JOINER, JOINER})
EMOJI_STYLE: Final = "\ufe0f"
KEYCAP: Final = "\u20e3"
TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
VIRAMA: Final = 9  # the combining class of what silences a vowel
# Scripts whose letters take another shape beside a neighbour: Arabic and its kin, Mongolian; Indic, Burmese, Khmer ones.
CURSIVE: Final = ((0x0620, 0x08FF), (0x1800, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
SYLLABIC: Final = (
    (0x0900, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1780, 0x17FF),
    (0x1B00, 0x1BFF),
    (0xA800, 0xABFF),
    (0x11000, 0x116FF),
)
# Symbols with the look of a text that become emoji: arrows, signs of letters, stars; and what stands in blocks of emoji,
# which grow faster than Python's tables.
SYMBOLS: Final = ((0x2190, 0x27FF), (0x2900, 0x2BFF), (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3299))
BLOCKS: Final = ((0x1F000, 0x1FAFF),)
SINGLES: Final = frozenset("\u00a9\u00ae\u203c\u2049\u2122\u2139")


def is_pictograph(sign: str) -> bool:
    return _within(sign, BLOCKS)


def joins(sign: str, before: str, after: str) -> bool:
    """Whether a joiner changes how its neighbours look. `before` are up to four characters, `after` is the next one."""
    if not before or before[-1] in JOINERS:
        return False
    if _joins_syllables(before, after):
        return True
    if sign == JOINER:
        return (_ends_in_emoji(before) and _may_be_emoji(after)) or _is_cursive(_base(before))
    return _is_cursive(_base(before)) and _is_cursive(after)


def styles(before: str, after: str) -> bool:
    """Whether asking for the look of an emoji means anything: after a symbol, or between a digit and its keycap."""
    if not before:
        return False
    return _may_be_emoji(before[-1]) or (before[-1] in "0123456789#*" and after == KEYCAP)


def _joins_syllables(before: str, after: str) -> bool:
    if unicodedata.combining(before[-1]) == VIRAMA:
        return True
    return bool(after) and unicodedata.combining(after) == VIRAMA and _within(before[-1], SYLLABIC)


def _ends_in_emoji(before: str) -> bool:
    bare = before.rstrip(EMOJI_STYLE)
    if len(bare) > 1 and bare[-1] in TONES:
        bare = bare[:-1]
    return bool(bare) and (_may_be_emoji(bare[-1]) or bare[-1] == KEYCAP)


def _may_be_emoji(sign: str) -> bool:
    return bool(sign) and (sign in SINGLES or _within(sign, SYMBOLS) or is_pictograph(sign))


def _base(before: str) -> str:
    """The last character that is no mark."""
    return next((sign for sign in reversed(before) if unicodedata.category(sign) != "Mn"), "")


def _is_cursive(sign: str) -> bool:
    return bool(sign) and _within(sign, CURSIVE) and unicodedata.category(sign)[0] == "L"


def _within(sign: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(sign) <= last for first, last in blocks)
