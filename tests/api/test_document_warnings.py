"""What the generator of the OpenAPI document warns of becomes a wrong schema for somebody's client."""

from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.mark.slow
def test_the_document_is_written_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", file=str(tmp_path / "document.yml"), validate=True, fail_on_warn=True)
    assert (tmp_path / "document.yml").stat().st_size > 10_000
