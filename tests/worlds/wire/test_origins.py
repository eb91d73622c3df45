"""Pages of other sites open no stream in the name of whoever looks at them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from profiles.models import User
from profiles.services import tokens
from worlds.consumers.authentication import identify_caller
from worlds.wire.origins import ForeignOrigin


def scope(*headers: tuple[bytes, bytes]) -> dict[str, Any]:
    sent = [(b"host", b"localhost"), *headers]
    return {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": sent, "subprotocols": []}


@pytest.fixture
def cookie(db: None) -> tuple[bytes, bytes]:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    return b"cookie", f"sessionid={client.cookies['sessionid'].value}".encode()


def test_a_cookie_counts_on_our_own_pages_alone(cookie: tuple[bytes, bytes]) -> None:
    assert identify_caller(scope(cookie)).name == "ada"
    assert identify_caller(scope(cookie, (b"origin", b"http://localhost"))).name == "ada"
    for foreign in (b"https://evil.example", b"null", b"http://localhost:81"):
        with pytest.raises(ForeignOrigin):
            identify_caller(scope(cookie, (b"origin", foreign)))


def test_a_token_is_no_browsers_to_send_along(cookie: tuple[bytes, bytes]) -> None:
    access = tokens.issue_pair(User.objects.get(username="ada"))["access"].encode()
    bearer = (b"authorization", b"Bearer " + access)
    assert identify_caller(scope(bearer, (b"origin", b"https://elsewhere.example"))).name == "ada"
