import pytest

from worlds.views import formatting


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a moment"),
        (59, "a moment"),
        (60, "1 minute"),
        (1200, "20 minutes"),
        (3600, "1 hour"),
        (8400, "2 hours and 20 minutes"),
        (90061, "1 day and 1 hour"),
    ],
)
def test_a_span_is_said_in_at_most_two_units(seconds: int, said: str) -> None:
    assert formatting.time_span(seconds) == said


@pytest.mark.parametrize(("minutes", "said"), [(5, "5 min"), (60, "1 h"), (90, "1 h 30"), (125, "2 h 05")])
def test_a_way_says_how_long_it_takes(minutes: int, said: str) -> None:
    assert formatting.short_span(minutes) == said


def test_ids_are_read_as_words() -> None:
    assert formatting.spoken_id("rusty_iron-key") == "rusty iron key"
    assert formatting.titled_id("old_keeper") == "Old keeper"
    assert formatting.titled_id("") == ""


def test_amounts_carry_a_sign() -> None:
    assert [formatting.signed_number(amount) for amount in (2, 0, -3)] == ["+2", "+0", "\u22123"]


def test_what_somebody_thinks_is_a_word() -> None:
    assert [formatting.regard_word(amount) for amount in (5, 0, -1)] == ["friendly", "neutral", "wary"]


def test_a_list_ends_in_and() -> None:
    assert [formatting.listed_words(list(letters)) for letters in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_the_clock_starts_with_the_story() -> None:
    assert formatting.story_time(0, start=0) == "at the beginning"
    assert formatting.story_time(8400, start=0) == "2 hours and 20 minutes in"


def test_a_story_that_starts_at_an_hour_goes_by_the_clock() -> None:
    assert formatting.story_time(18840, start=18000) == "05:14"
    assert formatting.story_time(86400 + 18840, start=18000) == "day 2, 05:14"
