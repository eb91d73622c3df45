from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.folding import folded

anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "cafe\u0301"),
        ("STRASSE", "straße"),
        ("ｌｏｏｋ", "Look"),
        ("ガを見る", normalize("NFD", "ガを見る")),
        ("문을 연다", normalize("NFD", "문을 연다")),
        ("  take   the\tlamp ", "Take the lamp"),
        ("می‌خواهم", "میخواهم"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("❤️", "❤"),
    ],
)
def test_what_reads_the_same_compares_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("चील", "चाल"), ("Yes?", "Yes!"), ("C", "C++"), ("-1", "+1"), ("e", "é")])
def test_what_differs_in_a_sign_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(anything)
def test_folding_twice_is_folding_once_and_forms_do_not_count(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(normalize("NFC", text)) == folded(normalize("NFD", text)) == folded(text)
