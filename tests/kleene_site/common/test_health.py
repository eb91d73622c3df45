import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/health/live", "/health/live/"])
def test_a_live_process_says_so_with_and_without_a_slash_and_asks_no_database(client: Client, path: str) -> None:
    # No database mark: a query would fail this test.
    answer = client.get(path)
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert "no-store" in answer["Cache-Control"]


def test_health_is_only_read(client: Client) -> None:
    assert client.post("/health/live").status_code == 405
