"""What people may call themselves."""

import re
import unicodedata

from kleene_site.common.errors import InvalidInput

LONGEST_NAME = 40
LONGEST_BIO = 500

COLOUR = re.compile("#[0-9a-f]{6}")

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


def display_name(text: str) -> str:
    """`text` as a name: NFKC, trimmed, single spaces, 1 to 40 characters that can all be seen. Raises InvalidInput."""
    name = " ".join(seen(unicodedata.normalize("NFKC", text).strip()).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput(f"A name has 1 to {LONGEST_NAME} characters.")
    return name


def bio(text: str) -> str:
    """`text` as some lines about a person: NFC, trimmed, at most 500 characters. Raises InvalidInput."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip().split("\n")
    kept = "\n".join(seen(line) for line in lines)
    if len(kept) > LONGEST_BIO:
        raise InvalidInput(f"Write at most {LONGEST_BIO} characters.")
    return kept


def colour(text: str) -> str:
    """`text` as #rrggbb in lower case. Raises InvalidInput."""
    if not COLOUR.fullmatch(text.lower()):
        raise InvalidInput("A colour is written #rrggbb.")
    return text.lower()


def seen(text: str) -> str:
    if any(unicodedata.category(sign) in REFUSED_CATEGORIES or sign in UNSEEN for sign in text):
        raise Unseen
    return text
