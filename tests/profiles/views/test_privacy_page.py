"""What the privacy page says is so."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.views.pages import text_of

pytestmark = pytest.mark.django_db
KNOWN = {"sessionid", "csrftoken", "messages", "appearance"}


def test_a_visit_and_a_sign_in_set_no_cookie_that_the_page_does_not_tell_of(client: Client) -> None:
    User.objects.create_user("reader", password="a long password")
    for path in ("/", "/help", "/privacy", "/worlds", "/sign-in"):
        client.get(path)
    client.post("/sign-in", {"username": "reader", "password": "a long password"})
    client.post("/appearance", {"theme": "dark", "size": "large"})
    assert {"sessionid", "appearance"} <= set(client.cookies) <= KNOWN
    assert "at most four" in text_of(client.get("/privacy"))


def test_the_page_leads_to_where_one_takes_everything_along_or_leaves(client: Client) -> None:
    page = client.get("/privacy").content.decode()
    assert 'href="/account"' in page
