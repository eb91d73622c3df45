"""Whatever is sent to the API, it answers in JSON, and says no in one shape."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404
from django.test import AsyncClient, Client
from rest_framework.test import APIClient

from common.api_errors import answer, translated
from profiles.models import User
from tests.api.claims import Answer, refusal

pytestmark = pytest.mark.django_db

ME, REGISTER, TOKEN = "/api/v1/players/me", "/api/v1/auth/register", "/api/v1/auth/token"
JSON = "application/json"


def send(path: str, body: bytes, *, content_type: str = JSON) -> Answer:
    return Client().generic("POST", path, body, content_type)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options", "head"])
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nowhere", "/api/v2/players/me", "/api/v1/players/me/x", "/api/%00"]
)
def test_unknown_paths_are_not_found_in_json(stranger: APIClient, method: str, path: str) -> None:
    found = getattr(stranger, method)(path)
    if method == "head":
        assert (found.status_code, found.headers["Content-Type"]) == (404, JSON)
    else:
        refusal(found, 404, "not_found")


def test_who_sends_a_form_to_an_unknown_path_hears_of_the_path_and_not_of_the_form() -> None:
    guarded = Client(enforce_csrf_checks=True)
    refusal(guarded.post("/api/v1/nowhere", {}, JSON), 404, "not_found")
    assert guarded.post("/nowhere").status_code == 404


def test_pages_outside_the_api_are_left_alone(client: Client) -> None:
    assert client.get("/nowhere").headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", [ME, TOKEN, "/api/v1/schema"])
def test_every_path_works_with_and_without_a_slash_and_never_redirects(adas: APIClient, path: str) -> None:
    for method in ("get", "post"):
        plain, slashed = getattr(adas, method)(path), getattr(adas, method)(path + "/")
        assert plain.status_code == slashed.status_code
        assert not 300 <= plain.status_code < 400


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options"])
def test_another_method_is_refused_with_those_that_work(stranger: APIClient, method: str) -> None:
    answered = getattr(stranger, method)(TOKEN)
    refusal(answered, 405, "method_not_allowed")
    assert answered.headers["Allow"] == "POST"


def test_methods_nobody_knows_are_refused_alike(adas: APIClient) -> None:
    refusal(adas.generic("BREW", ME), 405, "method_not_allowed")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_who_accepts_no_json_is_told_so_in_json(adas: APIClient, accept: str) -> None:
    refusal(adas.get(ME, HTTP_ACCEPT=accept), 406, "not_acceptable")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html,*/*;q=0.1", "application/json; indent=2", ""])
def test_who_accepts_json_gets_it(adas: APIClient, accept: str) -> None:
    assert adas.get(ME, HTTP_ACCEPT=accept).headers["Content-Type"].startswith(JSON)


@pytest.mark.parametrize("accept", [";;;", "a", "/", "a/b/c", ",", "*/*;q=x", "é/ü"])
def test_an_accept_header_that_makes_no_sense_does_no_harm(adas: APIClient, accept: str) -> None:
    assert adas.get(ME, HTTP_ACCEPT=accept).status_code in {200, 406}


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "a", "/", ";", "é"],
)
def test_only_json_is_taken(content_type: str) -> None:
    answered = send(TOKEN, b"username=ada", content_type=content_type)
    refusal(answered, 415, "unsupported_media_type")


def test_a_charset_and_a_suffix_change_nothing() -> None:
    body = b'{"username": "ada", "password": "x"}'
    answered = send(TOKEN, body, content_type="application/json; charset=utf-8")
    refusal(answered, 401, "auth_invalid")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"nonsense",
        b"[1, 2]",
        b"null",
        b'"text"',
        b"5",
        b'{"a": NaN}',
        b"{" * 5000,
        b'{"username": 1, "username": 2}',
    ],
)
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    refusal(send(TOKEN, body, content_type=JSON), 400, "invalid_input")


@pytest.mark.parametrize("length", ["65536", "65537"])
def test_a_body_above_sixty_four_kibibytes_is_refused(length: str) -> None:
    body = b'{"username": "' + b"x" * (int(length) - 16) + b'"}'
    answered = send(TOKEN, body, content_type=JSON)
    if length == "65536":
        refusal(answered, 400, "invalid_input")
    else:
        refusal(answered, 413, "too_large")


async def test_a_body_of_untold_length_is_read_and_measured(async_client: AsyncClient) -> None:
    chunked = {"transfer-encoding": "chunked", "content-length": ""}
    short = await async_client.generic("POST", TOKEN, b'{"username": "ada"}', content_type=JSON, headers=chunked)
    assert set(refusal(short, 400, "invalid_input")["details"]) == {"password"}
    long = await async_client.generic("POST", TOKEN, b" " * 70_000, content_type=JSON, headers=chunked)
    refusal(long, 413, "too_large")


@pytest.mark.parametrize("text", [rb"a\u0000b", rb"\ud800", rb"\udfff\ud800"])
def test_text_that_no_database_keeps_is_refused(text: bytes) -> None:
    body = b'{"username": "' + text + b'", "password": "x"}'
    refusal(send(REGISTER, body, content_type=JSON), 400, "invalid_input")


def test_a_form_from_another_site_is_refused_although_the_cookie_comes_along(ada: User) -> None:
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(ada)
    for form in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        refusal(browser.generic("PATCH", ME, "bio=x", content_type=form), 403, "csrf_failed")


def test_a_host_that_is_not_ours_is_refused_in_json(stranger: APIClient) -> None:
    refusal(stranger.get(ME, HTTP_HOST="evil.example"), 400, "invalid_input")


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (RequestDataTooBig(), 413, "too_large"),
        (SuspiciousOperation(), 400, "invalid_input"),
        (OperationalError("the connection is closed"), 503, "unavailable"),
        (InterfaceError("the connection is closed"), 503, "unavailable"),
    ],
)
def test_what_goes_wrong_below_has_an_answer(raised: Exception, status: int, code: str) -> None:
    response = answer(raised, {})
    assert response is not None
    assert response.status_code == status
    assert response.data["error"]["code"] == code
    assert ("Retry-After" in response.headers) == (status == 503)


def test_a_mistake_of_ours_is_left_to_be_logged() -> None:
    assert translated(DatabaseError("syntax error")) is None
    assert translated(ZeroDivisionError()) is None


def test_a_mistake_of_ours_is_answered_in_json_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("profiles.services.accounts.create_guest", broken)
    client = APIClient(raise_request_exception=False)
    answered = client.post("/api/v1/auth/guest")
    refusal(answered, 500, "internal_error")
    assert "ZeroDivisionError" not in answered.content.decode()
    assert "ZeroDivisionError" in caplog.text
