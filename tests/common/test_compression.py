"""Which answers are compressed."""

import gzip

import pytest
from django.test import Client

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.django_db
def test_a_page_is_compressed_for_who_takes_that_and_says_that_it_depends_on_it(client: Client) -> None:
    plain, packed = client.get("/"), client.get("/", headers=GZIP)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(packed.content)
    assert len(packed.content) < len(plain.content) / 2
    assert all("Accept-Encoding" in answer["Vary"] for answer in (plain, packed))


@pytest.mark.django_db
def test_of_two_equal_pages_the_lengths_differ_at_random(client: Client) -> None:
    assert len({len(client.get("/", headers=GZIP).content) for _ in range(10)}) > 1


@pytest.mark.django_db
def test_answers_of_the_api_are_not_compressed(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/api/v1/scenarios", headers=GZIP)
