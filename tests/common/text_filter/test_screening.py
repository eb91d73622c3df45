from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidInput
from common.text_filter import Hit, TextNotFit, accepted, screen, words
from common.text_filter.lookalikes import latinised
from common.text_filter.words import house_words
from tests.common.text_filter.samples import EVASIVE

WORDS = house_words()
# Any sign at all, lone surrogates too, and more of what the filter looks for than chance would bring.
anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
fragments = st.lists(
    st.sampled_from((*EVASIVE, "cock", "ass", "*", "&", "#102;", "\u200b", "\ufdfa", " ")), max_size=12
)
texts = st.one_of(anything, fragments.map("".join), fragments.map(" ".join))


def test_a_bad_word_is_masked_and_told_with_its_place() -> None:
    screened = screen("  Well, SHIT. Go on.  ", longest=500)
    assert screened.text == "Well, SHIT. Go on."
    assert screened.masked == "Well, ****. Go on."
    assert screened.hits == (Hit(6, 10, "profanity", "SHIT"),)
    assert (screened.verdict, screened.score) == ("masked", 40)


def test_a_word_pulled_apart_keeps_its_spaces_under_the_mask() -> None:
    assert screen("oh f u c k that", longest=500).masked == "oh * * * * that"


def test_a_homonym_beside_a_bad_word_is_no_homonym_any_more() -> None:
    assert screen("the cock crowed, shit", longest=500).masked == "the **** crowed, ****"


def test_more_hits_weigh_more_and_never_above_a_hundred() -> None:
    assert [screen("shit, " * count, longest=500).score for count in (0, 1, 2, 50)] == [0, 40, 50, 100]


@pytest.mark.parametrize("word", sorted(WORDS["slur"] | WORDS["threat"]))
def test_every_word_of_the_short_hard_list_refuses_in_any_case(word: str) -> None:
    for written in (word, word.upper(), f"Listen: {word}!"):
        screened = screen(written, longest=500)
        assert (screened.verdict, screened.score) == ("refused", 100)
        with pytest.raises(TextNotFit):
            accepted(written, longest=500)


def test_a_refused_word_in_disguise_is_refused_but_never_for_a_guess() -> None:
    slur = max(WORDS["slur"], key=len)
    assert screen(" ".join(slur), longest=500).verdict == "refused"
    assert screen(slur[0] + "*" * (len(slur) - 2) + slur[-1], longest=500).verdict != "refused"


def test_the_hard_list_is_short_and_shares_no_word_with_the_others() -> None:
    assert len(WORDS["slur"] | WORDS["threat"]) < 50
    assert sum(map(len, WORDS.values())) == len(frozenset().union(*WORDS.values()))


def test_the_hard_list_is_not_legible_to_who_opens_the_folder() -> None:
    source = (Path(words.__file__).parent / "words.txt").read_text().split("[slur]")[1]
    assert not any(f"\n{word}\n" in source for word in WORDS["slur"] | WORDS["threat"])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ａｄａ", "Ａｄａ"),
        ("a\u200bb\u202ec\ufeffd\u2060", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb\0c\x1b[31md", "a bc[31md"),
        ("Zoe\u0308", "Zoë"),
        ("\ud800x\udfff", "x"),
        ("  \n ", ""),
    ],
)
def test_a_text_is_kept_in_one_spelling_without_what_cannot_be_seen(written: str, kept: str) -> None:
    assert screen(written, longest=500).text == kept


def test_a_tower_of_marks_is_cut_down_to_what_letters_carry() -> None:
    assert len(screen("e" + "\u0336" * 400, longest=500).text) == 5


def test_what_is_too_long_is_cut_before_it_is_read_and_refused() -> None:
    screened = screen("x" * 10_000_000 + " shit", longest=500)
    assert (len(screened.text), screened.verdict) == (500, "refused")
    assert [hit.category for hit in screened.hits] == ["length"]
    with pytest.raises(InvalidInput, match="at most 500"):
        accepted("x" * 501, longest=500)


def test_a_ligature_cannot_unfold_past_the_cap() -> None:
    screened = screen("\ufdfa" * 100, longest=100)
    assert len(screened.text) <= 100
    assert screened.verdict == "refused"


def test_an_accepted_text_comes_back_judged() -> None:
    assert accepted("oh shit", longest=500).masked == "oh ****"


@given(texts)
def test_whatever_is_written_is_judged_within_the_cap(text: str) -> None:
    screened = screen(text, longest=60)
    assert len(screened.text) <= 60
    assert 0 <= screened.score <= 100
    assert (screened.score == 0) == (not screened.hits)


@given(texts)
def test_the_mask_is_as_long_as_the_text_and_leaves_the_rest_alone(text: str) -> None:
    screened = screen(text, longest=500)
    assert len(screened.masked) == len(screened.text)
    for sign, shown in zip(screened.text, screened.masked, strict=True):
        assert shown in {sign, "*"}
        assert shown.isspace() == sign.isspace()


@given(texts)
def test_hits_stand_in_order_apart_and_within_the_text(text: str) -> None:
    screened = screen(text, longest=500)
    ends = [0]
    for hit in screened.hits:
        assert ends[-1] <= hit.start <= hit.end <= len(screened.text)
        assert hit.matched == screened.text[hit.start : hit.end]
        ends.append(hit.end)


@given(texts)
def test_what_was_kept_once_is_kept_as_it_is_the_next_time(text: str) -> None:
    first = screen(text, longest=500)
    again = screen(first.text, longest=500)
    assert (again.text, again.masked) == (first.text, first.masked)


@given(texts)
def test_a_masked_text_shows_nothing_of_its_hits(text: str) -> None:
    screened = screen(text, longest=500)
    if screened.verdict != "clean":
        for hit in screened.hits:
            assert set("".join(screened.masked[hit.start : hit.end].split())) <= {"*"}


@given(texts)
def test_folding_for_comparing_keeps_every_place(text: str) -> None:
    assert len(latinised(text)) == len(text)
