"""A claim ends by itself, and what is said of its length is what it is."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from common.claims import CLAIM_LASTS, CLAIM_LASTS_IN_WORDS
from worlds.models import Report

NOW = datetime(2030, 1, 1, tzinfo=UTC)
MIRA, NOOR = uuid.uuid4(), uuid.uuid4()


def test_a_claim_keeps_everybody_else_off_until_it_ends() -> None:
    row = Report()
    row.claim(MIRA, at=NOW)
    last = NOW + CLAIM_LASTS - timedelta(seconds=1)
    assert row.is_claimed_by_other(NOOR, at=last)
    assert not row.is_claimed_by_other(MIRA, at=last)
    assert not row.is_claimed_by_other(NOOR, at=NOW + CLAIM_LASTS)


def test_a_claim_that_is_given_back_keeps_nobody_off() -> None:
    row = Report()
    row.claim(MIRA, at=NOW)
    row.release()
    assert not row.is_claimed_by_other(NOOR, at=NOW)


@pytest.mark.parametrize("name", ["operating.md", "architecture.md", "glossary.md"])
def test_the_documents_say_how_long_a_claim_lasts(name: str) -> None:
    told = (Path(settings.BASE_DIR) / "docs" / name).read_text(encoding="utf-8")
    assert CLAIM_LASTS_IN_WORDS in told
