"""SVG from strangers: what remains draws, and does nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from common.drawings import BadDrawing, clean_svg

HOSTILE = (
    "<script>alert(1)</script>",
    '<rect onload="alert(1)" width="1"/>',
    '<a href="https://example.org"><rect width="1"/></a>',
    '<image href="https://example.org/a.png"/>',
    '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/a.svg#a"/>',
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://example.org'/></foreignObject>",
    "<style>@import url(https://example.org)</style>",
    '<rect fill="url(https://example.org/a.svg#a)"/>',
    '<rect fill="url( &quot;//example.org&quot; )"/>',
    '<rect style="fill: url(https://example.org); stroke: red"/>',
    '<rect fill="u\\72l(//example.org)"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onmouseover" to="alert(1)"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<x:rect xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:rect>',
    '<g data-x="alert(1)" class="alert(1)"/>',
)


def svg(inside: str, about: str = 'viewBox="0 0 3 2"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {about}>{inside}</svg>'.encode()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_runs_or_fetches_remains(hostile: str) -> None:
    left = clean_svg(svg(hostile)).decode().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not [sign for sign in ("alert", "example", "http", "script", "href", "72l", "onload") if sign in left], left


def test_what_draws_remains_as_it_was() -> None:
    drawn = (
        '<defs><linearGradient id="sky"><stop offset="0" stop-color="#123" /></linearGradient></defs>'
        '<g transform="translate(1, -2)"><path d="M0,0 L1.5e-1 2z" fill="url(#sky)" stroke-width=".5" /></g>'
    )
    assert clean_svg(svg(drawn)).decode() == svg(drawn).decode().replace(
        'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"', 'viewBox="0 0 3 2" xmlns="http://www.w3.org/2000/svg"'
    )


def test_plain_declarations_of_a_style_become_attributes() -> None:
    assert 'fill="#123"' in clean_svg(svg('<rect style="fill:#123; -evil: 1"/>')).decode()


def test_cleaning_twice_changes_nothing() -> None:
    once = clean_svg(svg("".join(HOSTILE)))
    assert clean_svg(once) == once


@pytest.mark.parametrize(
    "source",
    [
        b"", b"<svg/>", b"<html/>", b"no xml", b"\xff\xfe<\x00s\x00", svg("", about=""), svg("<g>" * 40 + "</g>" * 40),
        svg("<g/>" * 5001), b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("&a;"), b"<!doctype svg>" + svg(""), svg("&a;"),
    ],
)  # fmt: skip
def test_what_is_no_plain_drawing_is_refused(source: bytes) -> None:
    with pytest.raises(BadDrawing):
        clean_svg(source)


def test_the_covers_of_the_bundled_stories_lose_nothing_that_draws() -> None:
    for path in (Path(settings.BASE_DIR) / "worlds" / "scenarios").glob("*.svg"):
        written = path.read_text()
        assert clean_svg(path.read_bytes()).decode().count("<path ") == written.count("<path "), path.name
