"""Reports over the API."""

from __future__ import annotations

from collections.abc import Callable

from rest_framework.test import APIClient

from profiles.models import User
from worlds.models import Report


def test_a_report_is_taken_once_and_never_of_oneself(
    adas: APIClient, ada: User, stranger: APIClient, signed_in: Callable[[User], APIClient]
) -> None:
    kael = User.objects.create_user("kael", display_name="Kael")
    body = {"kind": "player", "id": kael.short_id, "reason": "Sells lamps."}
    assert stranger.post("/api/v1/reports", body).status_code == 401
    answer = adas.post("/api/v1/reports", body)
    assert (answer.status_code, answer.json()) == (201, {"status": "open"})
    again = adas.post("/api/v1/reports", body)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_reported")
    own = signed_in(kael).post("/api/v1/reports", body)
    assert (own.status_code, own.json()["error"]["code"]) == (403, "own_content")
    assert adas.post("/api/v1/reports", {**body, "id": "usr_aaaaaaaa"}).status_code == 404
    assert adas.post("/api/v1/reports", {**body, "kind": "planet"}).status_code == 400
    assert Report.objects.count() == 1
