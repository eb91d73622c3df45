"""A connection goes back when the work ends, whatever the client did meanwhile."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from common import readiness
from common.middleware import ReturnConnections


def asks(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse()


def leaves(request: HttpRequest) -> HttpResponse:
    asks(request)
    raise asyncio.CancelledError


def test_returning_is_outermost() -> None:
    assert configured.MIDDLEWARE[0] == "common.middleware.ReturnConnections"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("view", [asks, leaves])
def test_a_thread_holds_no_connection_after_its_request(view: Callable[[HttpRequest], HttpResponse]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        ReturnConnections(view)(HttpRequest())
    assert connection.connection is None


def test_a_process_whose_pool_is_empty_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def empty() -> None:
        raise OperationalError("couldn't get a connection")

    monkeypatch.setattr(readiness, "here", readiness.Readiness())
    monkeypatch.setattr(readiness, "knock", lambda: None)
    monkeypatch.setattr(readiness, "borrow", empty)
    assert client.get("/health/ready").status_code == 503


@pytest.mark.django_db
def test_a_transaction_around_the_whole_request_stays_open() -> None:
    ReturnConnections(asks)(HttpRequest())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
