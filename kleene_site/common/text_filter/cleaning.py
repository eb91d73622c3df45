"""Making a text plain: one spelling of each sign, and none that cannot be seen."""

import unicodedata

from kleene_site.common.visible_text import REFUSED_CATEGORIES, UNSEEN

MARKS = {"Mn", "Me"}
TALLEST = 4  # marks on one letter; Vietnamese and Hebrew need three, towers of them hide whole lines
LINES = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def cleaned(text: str) -> str:
    """`text` in NFKC without control, zero-width, bidirectional and unassigned signs, trimmed; lines end with \\n.

    It may be longer than before: NFKC writes one ligature as up to eighteen letters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINES)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()
    # A removed sign may have kept two others from becoming one. Each further round only shortens, and two are the rule.
    while (settled := unicodedata.normalize("NFKC", visible(text)).strip()) != text:
        text = settled
    return text


def visible(text: str) -> str:
    kept: list[str] = []
    tower = 0
    for sign in text:
        category = unicodedata.category(sign)
        if (category in REFUSED_CATEGORIES and sign != "\n") or sign in UNSEEN:
            continue
        tower = tower + 1 if category in MARKS else 0
        if tower <= TALLEST:
            kept.append(sign)
    return "".join(kept)
