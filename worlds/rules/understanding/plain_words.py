"""A typed text as plain words: canonical form, short forms written out."""

from __future__ import annotations

import re
from typing import Final

from common.folding import folded
from worlds.rules.lexicon import words_as_written

_APOSTROPHES: Final = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
_SHORT: Final = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "let's": "let us", "'em": "them",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me", "dunno": "do not know",
    "dont": "do not", "didnt": "did not", "doesnt": "does not", "wont": "will not", "cant": "can not", "isnt": "is not",
    "wouldnt": "would not", "im": "i am", "ive": "i have", "whats": "what is", "wheres": "where is", "hows": "how is",
    "thats": "that is", "theres": "there is", "whos": "who is", "u": "u", "pls": "please", "plz": "please", "thx": "thanks", "thru": "through", "tho": "though", "ur": "your",
    "o'clock": "oclock", "y'all": "you all", "c'mon": "come on", "ain't": "am not",
}  # fmt: skip
_ENDINGS: Final = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'d", " would"),
    ("'m", " am"),
)
# After these `'s` is a verb; after a name it says whose.
_IS_AFTER: Final = frozenset(
    ["what", "where", "who", "how", "when", "why", "that", "there", "here", "it", "he", "she", "this"]
)
_TOKEN: Final = re.compile(r"[^\s]+")


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, with short forms written out: `I'm` is `i am`, `Tobit's` is `tobit`."""
    spelled = " ".join(map(_written_out, _TOKEN.findall(_APOSTROPHES.sub("'", folded(text)))))
    return tuple(words_as_written(spelled))


def _written_out(token: str) -> str:
    core = token.strip("\"',.;:!?()[]*_~-\u2026\u201c\u201d")
    if core in _SHORT:
        return token.replace(core, _SHORT[core])
    if "'" not in core:
        return token
    for ending, full in _ENDINGS:
        if core.endswith(ending):
            return token.replace(core, core.removesuffix(ending) + full)
    if core.endswith("'s"):
        owner = core[:-2]
        return token.replace(core, f"{owner} is" if owner in _IS_AFTER else owner)
    return token
