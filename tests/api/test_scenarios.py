import pytest
from rest_framework.test import APIClient

from tests.api.claims import refusal
from worlds.models import Scenario

pytestmark = pytest.mark.django_db

SCENARIOS = "/api/v1/scenarios"


def test_anybody_sees_what_can_be_played(stranger: APIClient, gate: str) -> None:
    body = stranger.get(SCENARIOS).json()
    assert set(body) == {"count", "next", "previous", "results"}
    assert body["results"] == [stranger.get(f"{SCENARIOS}/gate").json()]


def test_a_scenario_tells_its_size_and_what_it_can_reach(stranger: APIClient, gate: str) -> None:
    body = stranger.get(f"{SCENARIOS}/gate").json()
    assert (body["id"], body["name"], body["language"], body["revision"]) == ("gate", "The gate", "en", 1)
    assert (body["locations"], body["nodes"], body["endings"]) == (2, 2, 2)
    assert "triumph" in body["cells"]
    assert body["tier"] in {"none", "bronze", "silver", "gold"}


def test_a_scenario_that_is_not_offered_is_not_found(stranger: APIClient, gate: str) -> None:
    Scenario.objects.filter(slug=gate).update(is_enabled=False)
    refusal(stranger.get(f"{SCENARIOS}/gate"), 404, "not_found")
    assert stranger.get(SCENARIOS).json()["results"] == []


@pytest.mark.parametrize("slug", ["nothing", "%00", "a%20b", "..", "é", "x" * 500])
def test_an_unknown_scenario_is_not_found(stranger: APIClient, gate: str, slug: str) -> None:
    refusal(stranger.get(f"{SCENARIOS}/{slug}"), 404, "not_found")


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=",
        "offset=-1",
        "offset=99999999999",
        "limit=1.5",
        "offset=٣",
    ],
)
def test_a_page_that_makes_no_sense_is_refused(stranger: APIClient, gate: str, query: str) -> None:
    refusal(stranger.get(f"{SCENARIOS}?{query}"), 400, "invalid_input")


def test_unknown_query_parameters_are_ignored(stranger: APIClient, gate: str) -> None:
    assert stranger.get(f"{SCENARIOS}?utm_source=x&limit=1").json()["count"] == 1
