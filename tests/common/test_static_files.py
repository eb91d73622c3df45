"""Static files, answered before Django's handler is asked."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from pytest_django import Settings

from common.static_files import PIECE, StaticFiles, pieces
from kleene_site.asgi import application

SHEET: Final = b"body { margin: 0 }\n" * 100
LARGE: Final = bytes(range(256)) * (PIECE // 100)
BEHIND: Final = 418  # what is answered by whatever stands behind


async def behind(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": BEHIND, "headers": []})
    await send({"type": "http.response.body", "body": b"behind"})


def client_of(application: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://testserver")


@pytest.fixture
def client(tmp_path: Path, settings: Settings) -> httpx.AsyncClient:
    """Of a site in production, which knows its files since the start."""
    gathered = tmp_path / "gathered"
    gathered.mkdir()
    (gathered / "page.css").write_bytes(SHEET)
    (gathered / "page.css.gz").write_bytes(gzip.compress(SHEET))
    (gathered / "large.bin").write_bytes(LARGE)
    (gathered / "empty.txt").touch()
    (tmp_path / "secret.txt").write_text("not gathered")
    settings.STATIC_ROOT, settings.DEBUG = gathered, False
    return client_of(StaticFiles(behind))


async def test_a_file_is_answered_whole_with_its_type_its_length_and_what_every_answer_carries(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/static/page.css", headers={"Accept-Encoding": "identity"})
    assert (answer.status_code, answer.content) == (200, SHEET)
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["content-length"] == str(len(SHEET))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src" in answer.headers["content-security-policy"]
    assert "max-age" in answer.headers["cache-control"]


async def test_who_takes_it_compressed_gets_it_compressed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/page.css", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SHEET)
    assert answer.content == SHEET
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_a_browser_that_has_it_is_told_so(client: httpx.AsyncClient) -> None:
    tag = (await client.get("/static/page.css")).headers["etag"]
    answer = await client.get("/static/page.css", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


async def test_a_head_has_no_body_and_other_methods_are_refused(client: httpx.AsyncClient) -> None:
    head = await client.head("/static/page.css", headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(SHEET)))
    refused = await client.post("/static/page.css", content=b"x")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [("bytes=2-5", 206, LARGE[2:6]), ("bytes=999999999-", 416, b""), ("lines=1-2", 200, LARGE)],
)
async def test_a_part_of_a_file_is_given_where_there_is_one(
    client: httpx.AsyncClient, asked: str, status: int, told: bytes
) -> None:
    answer = await client.get("/static/large.bin", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, told)


@pytest.mark.parametrize(
    "senseless",
    [
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 99 Foo 2026 99:99:99 GMT"},
        {"Range": "bytes=-"},
        {"Range": "bytes=a-b"},
        {"Range": f"bytes={'9' * 5000}-"},
        {"Accept-Encoding": b"\xff\xfe"},
        {"If-None-Match": '"'},
    ],
    ids=lambda header: str(header)[:50],
)
async def test_a_header_that_makes_no_sense_is_ignored(
    client: httpx.AsyncClient, senseless: dict[str, str | bytes]
) -> None:
    answer = await client.get("/static/page.css", headers=senseless)  # type: ignore[arg-type] # bytes go out as they are
    assert (answer.status_code, answer.content) == (200, SHEET)


async def test_a_large_file_comes_whole_and_an_empty_one_empty(client: httpx.AsyncClient) -> None:
    assert (await client.get("/static/large.bin")).content == LARGE
    empty = await client.get("/static/empty.txt")
    assert (empty.status_code, empty.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/none.css",
        "/static/page.css/",
        "/static/page.css.gz",
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static//page.css",
        "/staticpage.css",
        "/page.css",
        "/",
    ],
)
async def test_every_other_address_is_passed_on(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == BEHIND


async def test_each_answer_has_its_line_of_log_without_the_query(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="kleene.request"):
        await client.get("/static/page.css?token=hush")
    [line] = [record.msg for record in caplog.records if record.name == "kleene.request"]
    assert isinstance(line, dict)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/static/page.css", 200)


async def test_in_development_a_file_is_found_where_it_is_written() -> None:
    """By the site as it is served: a change is seen without a restart."""
    async with client_of(application) as client:
        answer = await client.get("/static/kleene/base.css")
    assert answer.status_code == 200
    assert answer.text == (Path(__file__).parents[2] / "static" / "kleene" / "base.css").read_text()


def test_a_file_is_closed_though_nobody_reads_it_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "large.bin").write_bytes(LARGE)
    file = (tmp_path / "large.bin").open("rb")
    reading = pieces(file)
    assert next(reading) == (LARGE[:PIECE], False)
    reading.close()  # type: ignore[attr-defined] # as happens when the client is gone
    assert file.closed
