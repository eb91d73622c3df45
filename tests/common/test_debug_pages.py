"""The page that a development server shows of a mistake of ours."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.debug import technical_500_response

# Made as the test runs: the page shows the lines around a mistake, and these stand in none.
PASSWORD, TICKET, SESSION, LOCAL, BEARER = SECRETS = tuple(uuid.uuid4().hex for _ in range(5))


def breaks(_request: HttpRequest) -> HttpResponse:
    kept = LOCAL
    raise RuntimeError(f"{len(kept)} signs broke it")


@pytest.fixture
def page(rf: RequestFactory) -> str:
    asked = rf.post(
        f"/sign-in?ticket={TICKET}",
        {"password": PASSWORD},
        headers={"authorization": f"Bearer {BEARER}", "cookie": f"sessionid={SESSION}"},
    )
    return shown(asked, breaks)


def shown(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> str:
    try:
        view(request)
    except RuntimeError as mistake:
        return technical_500_response(request, type(mistake), mistake, mistake.__traceback__).content.decode()
    raise AssertionError("it did not break")


def test_it_says_where_and_what_broke(page: str) -> None:
    assert "32 signs broke it" in page
    assert "test_debug_pages.py" in page


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "ticket", "session", "local", "bearer"])
def test_it_shows_nothing_that_was_said_kept_or_set(page: str, secret: str) -> None:
    assert secret not in page


def test_it_shows_no_setting(page: str) -> None:
    assert settings.SECRET_KEY not in page
    assert "DATABASES" not in page
    assert "ALLOWED_HOSTS" not in page


def test_it_names_the_fields_that_came(page: str) -> None:
    for name in ("password", "ticket", "sessionid"):
        assert name in page
