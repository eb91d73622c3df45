"""With our shortcuts the profanity library finds what it finds without them."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, Final

import pytest
from glin_profanity.utils.unicode import normalize_unicode
from hypothesis import given
from hypothesis import strategies as st

from common.text_filter import finding
from common.text_filter.phrases import Phrases
from tests.common.text_filter.samples import EVASIVE

PLAIN: Final[Any] = finding.library()._scanner
WORDS: Final = (
    "the",
    "mill",
    "key",
    "on",
    "eat",
    "my",
    "hot",
    "up",
    "two",
    "f",
    "ck",
    "k",
    "a",
    "1",
    "_",
    "\u0130",
    "\u212a",
)
SIGNS: Final = (" ", "  ", ".", "@", "*", "$", "-", "_", "'", "\u00e9", "\u200b", "&lt;", "\n")
pieces = st.sampled_from((*WORDS, *SIGNS, *EVASIVE, *PLAIN._rest, *sorted(PLAIN._pure)[::20]))
texts = st.lists(pieces, max_size=14).map("".join) | st.lists(pieces, max_size=10).map(" ".join) | st.text(max_size=60)


@given(texts)
def test_any_text_has_the_same_hits(text: str) -> None:
    for written in (text, text.upper(), text.title()):
        assert hits(finding.dictionary(), written) == hits(PLAIN, written)


@pytest.mark.parametrize("around", ["%s", "oh %s!", "\u00e9%s\u00e9", "\u0130%s\u0130", "so_%s", "x%sx"])
def test_every_phrase_is_found_wherever_it_was(around: str) -> None:
    ours = Phrases(PLAIN._rest_any, PLAIN._rest)
    found = 0
    for text in (cased(around % phrase) for phrase in PLAIN._rest for cased in (str, str.upper)):
        assert bool(ours.search(text)) == bool(PLAIN._rest_any.search(text)), text
        found += bool(ours.search(text))
    assert (found > 100) == (around not in {"so_%s", "x%sx"})


def test_normalizing_leaves_ascii_as_it_is() -> None:
    every = "".join(map(chr, range(128)))
    assert normalize_unicode(every) == every


def hits(scanner: Any, text: str) -> list[tuple[Any, ...]]:
    return [astuple(hit) for hit in scanner.scan(text)]
