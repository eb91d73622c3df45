"""A story as a document: what anybody wrote is shown, and nothing of it is markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from worlds.services.games.markdown import on_one_line, plain_markdown, quoted_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "one\n\ntwo", "one\n- two\n* three\n+ four", "one\n---\ntwo", "---", "===\ntwo", "title\n===", "title\n---", "# head", "one\r\n\r\n# two",
    "1. first", "12) twelfth", "```\ncode\n```", "~~~\ncode\n~~~", "    code", "\tcode", "<b>bold</b>", "<!-- a", "<script>x</script>",
    "&lt;b&gt;", "[a](javascript:b)", "![a](http://b)", "[a]: http://b", "<http://b>", "> quote", "one\n> two\nthree", "*a* _b_ `c` ~~d~~", "a\\", "a | b\n--|--\n1 | 2",
    "one\u2028\u2028- two", "one\x0b\x0b- two", "one\x85\x85# two", "one  \ntwo", ": definition", "$x$", "{{ x }}", "% title",
]  # fmt: skip
SHOWN = {"paragraph_open", "paragraph_close", "inline"}
AROUND = ["blockquote_open", "blockquote_close"]


def kinds(document: str) -> list[str]:
    """Everything that a reader of Markdown sees in a document but paragraphs, and what stands in these but text."""
    found: list[str] = []
    for token in READER.parse(document):
        if token.type not in SHOWN:
            found.append(token.type)
        found += [
            inner.type for inner in token.children or () if inner.type not in {"text", "softbreak", "text_special"}
        ]
    return found


def words(document: str) -> str:
    return "".join(inner.content for token in READER.parse(document) for inner in token.children or ())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_players_text_is_one_quotation_and_no_markup(text: str) -> None:
    document = f"before\n\n{quoted_markdown(text)}\n\nafter"
    assert kinds(document) == AROUND
    assert all(line.startswith(">") for line in quoted_markdown(text).splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_telling_is_paragraphs_alone(text: str) -> None:
    assert kinds(plain_markdown(text)) == []


@given(st.text(alphabet=st.sampled_from("ab1 \n\t\\`*_[]()<>#|~!&-+=.:;/\"'{}$%^\u2028\r"), max_size=60))
def test_whatever_is_written_is_shown_as_it_was_written(text: str) -> None:
    assert kinds(f"before\n\n{quoted_markdown(text)}\n\nafter") in (AROUND, [])
    assert kinds(plain_markdown(text)) == []
    assert "".join(words(plain_markdown(text)).split()) == "".join(text.split())


def test_a_name_stays_on_its_line() -> None:
    assert on_one_line("The gate\n\n# Second") == "The gate \\# Second"


@pytest.mark.parametrize("address", ["http://evil.example", "HTTPS://evil.example", "www.evil.example"])
def test_an_address_becomes_no_link(address: str) -> None:
    assert address not in quoted_markdown(f"see {address} now")
    assert words(quoted_markdown(address)) == address
