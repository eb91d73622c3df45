"""Text that people write and others read: nothing in it that cannot be seen."""

import unicodedata

from kleene_site.common.errors import InvalidInput

# Control, format (zero-width, bidirectional), private, surrogate, unassigned; line and paragraph separators.
REFUSED_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# Letters, marks and symbols by category that nobody sees: fillers, variation selectors, the empty braille cell.
UNSEEN = {
    "\u034f",
    "\u115f",
    "\u1160",
    "\u17b4",
    "\u17b5",
    "\u2800",
    "\u3164",
    "\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
}


class Unseen(InvalidInput):
    message = "This holds a character that cannot be seen."


def name(text: str, *, longest: int) -> str:
    """`text` as a name: NFKC, trimmed, single spaces, all of it seen, at least one character. Raises InvalidInput."""
    kept = " ".join(seen(unicodedata.normalize("NFKC", text).strip()).split())
    if not 1 <= len(kept) <= longest:
        raise InvalidInput(f"A name has 1 to {longest} characters.")
    return kept


def lines(text: str, *, longest: int) -> str:
    """`text` as some lines: NFC, trimmed, all of it seen; it may be empty. Raises InvalidInput."""
    parts = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip().split("\n")
    kept = "\n".join(seen(part) for part in parts)
    if len(kept) > longest:
        raise InvalidInput(f"Write at most {longest} characters.")
    return kept


def seen(text: str) -> str:
    if any(unicodedata.category(sign) in REFUSED_CATEGORIES or sign in UNSEEN for sign in text):
        raise Unseen
    return text
