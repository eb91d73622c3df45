"""How the pages say no."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from common import error_pages
from common.errors import AuthRequired, Conflict, RateLimited


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/somewhere")


def handled(request: HttpRequest, exception: Exception) -> tuple[int, str] | None:
    answer = error_pages.PageAnswers(lambda _: error_pages.not_found(request)).process_exception(request, exception)
    return None if answer is None else (answer.status_code, answer.content.decode())


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/nowhere/at/all")
    assert answer.status_code == 404
    assert b"Page not found" in answer.content
    assert b"See all stories" in answer.content


def test_the_api_keeps_its_own_shape(client: Client) -> None:
    answer = client.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.django_db
def test_the_address_of_a_form_is_told_of_and_not_left_blank(client: Client) -> None:
    answer = client.get("/guest")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert b"only takes what a form sends" in answer.content
    assert b"<html" not in client.put("/api/v1/scenarios").content


def test_a_refusal_becomes_a_page_with_its_status_and_sentence(request_: HttpRequest) -> None:
    assert handled(request_, Conflict("Somebody was faster.")) == (409, Contains("Somebody was faster."))


def test_who_must_wait_is_told_how_long(request_: HttpRequest) -> None:
    answer = error_pages.refused(request_, RateLimited(retry_after=7))
    assert (answer.status_code, answer["Retry-After"]) == (429, "7")
    assert "Try again in 7 seconds." in answer.content.decode()
    assert 'href="/somewhere">Try again</a>' in answer.content.decode()


def test_who_must_sign_in_is_led_there(request_: HttpRequest) -> None:
    answer = error_pages.PageAnswers(lambda _: error_pages.not_found(request_)).process_exception(
        request_, AuthRequired()
    )
    assert answer is not None
    assert answer["Location"] == "/sign-in?next=/somewhere"


def test_a_database_that_is_away_is_not_our_mistake(request_: HttpRequest) -> None:
    assert handled(request_, OperationalError("gone")) == (503, Contains("Temporarily unavailable"))


def test_mistakes_of_ours_are_left_to_be_logged(request_: HttpRequest, rf: RequestFactory) -> None:
    assert handled(request_, ZeroDivisionError()) is None
    assert handled(rf.get("/api/v1/x"), Conflict()) is None


def test_each_handler_answers_in_the_house_language(request_: HttpRequest) -> None:
    answers = (
        error_pages.bad_request(request_, SuspiciousOperation()),
        error_pages.forbidden(request_, PermissionDenied()),
        error_pages.csrf_failed(request_, reason="no cookie"),
        error_pages.broken(request_),
    )
    assert [answer.status_code for answer in answers] == [400, 403, 403, 500]
    for answer in answers:
        assert b"kleene/tokens.css" in answer.content
        assert b"See all stories" in answer.content
        assert b"no cookie" not in answer.content


def test_the_page_for_what_broke_needs_nothing(request_: HttpRequest) -> None:
    del request_.META["SERVER_NAME"]
    assert b"Something went wrong on our side" in error_pages.broken(request_).content


class Contains(str):
    """Equal to every text that it is a part of."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and str(self) in str(other)
