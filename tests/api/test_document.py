"""The served OpenAPI document against the served API: whatever is sent, the answer is one of those it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from drf_spectacular.generators import SchemaGenerator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.browser.site import served
from tests.kleene_site.programs import ROOT

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

written: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
schema = schemathesis.openapi.from_dict(written)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(Path(tmp_path_factory.mktemp("site")), ROOT / "worlds" / "scenarios") as address:
        yield address


@pytest.fixture(scope="module")
def bearer(site: str) -> dict[str, str]:
    guest = httpx.post(f"{site}/api/v1/auth/guest", json={}).json()
    headers = {"Authorization": f"Bearer {guest['access']}"}
    begun = httpx.post(f"{site}/api/v1/game/start", json={"scenario_id": "first_light"}, headers=headers)
    assert begun.status_code == 200
    return headers


def test_the_document_that_is_served_is_the_one_that_is_tested(site: str) -> None:
    assert httpx.get(f"{site}/api/v1/schema?format=json").json()["paths"].keys() == written["paths"].keys()


@schema.parametrize()
def test_whatever_a_player_sends_is_answered_as_the_document_says(case: Any, site: str, bearer: dict[str, str]) -> None:
    case.call_and_validate(base_url=site, headers=bearer, checks=CHECKS)


@schema.parametrize()
def test_whatever_a_stranger_sends_is_answered_as_the_document_says(case: Any, site: str) -> None:
    case.call_and_validate(base_url=site, checks=CHECKS)
