from typing import Any

import pytest

from common.fields import Choice, Secret, StrictSerializer, Text, Truth, Whole


class Body(StrictSerializer):
    text = Text(max_length=5, required=False)
    secret = Secret(required=False)
    size = Choice(choices=("small", "large"), required=False)
    count = Whole(max_value=8, required=False)
    open = Truth(required=False)


def faults(body: Any) -> set[str]:
    read = Body(data=body)
    read.is_valid()
    return set(read.errors)


def test_exact_types_are_taken() -> None:
    read = Body(data={"text": " ab ", "secret": " ab ", "size": "small", "count": 8.0, "open": False})
    assert read.is_valid(), read.errors
    assert read.validated_data == {"text": "ab", "secret": " ab ", "size": "small", "count": 8, "open": False}


@pytest.mark.parametrize("value", [5, True, None, ["a"], {}, 1.5])
def test_text_is_a_string_and_nothing_that_could_be_one(value: object) -> None:
    assert faults({"text": value, "secret": value}) == {"text", "secret"}


@pytest.mark.parametrize("value", ["5", True, False, None, 1.5, 1e300, -1, 9, [], {}])
def test_a_whole_number_is_neither_text_nor_truth(value: object) -> None:
    assert faults({"count": value}) == {"count"}


@pytest.mark.parametrize("value", ["true", "yes", 0, 1, None, [], {}])
def test_truth_is_true_or_false(value: object) -> None:
    assert faults({"open": value}) == {"open"}


@pytest.mark.parametrize("value", ["medium", 1, True, None, ["small"], {}])
def test_a_choice_is_one_of_its_words(value: object) -> None:
    assert faults({"size": value}) == {"size"}


def test_fields_that_nobody_asked_for_are_refused_by_name() -> None:
    assert faults({"text": "ab", "score": 9, "world_state": {}}) == {"score", "world_state"}


@pytest.mark.parametrize("body", [[], "text", 5, None, True])
def test_a_body_is_an_object(body: object) -> None:
    assert faults(body) == {"non_field_errors"}
