"""Entitlements over the API, on the pages, in the admin and on the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from profiles.models import User
from tests.admin_pages import act, page, read, rows
from tests.staff import signed_in, staff_with
from tests.worlds.services.stories.test_entitlements import FOR_SOME
from worlds.models import Entitlement, GameSession, Scenario
from worlds.services.stories.entitlement_codes import new_code
from worlds.services.stories.scenarios import import_scenario


@pytest.fixture
def scenario(db: None) -> Scenario:
    return import_scenario(source=FOR_SOME, slug="gate").scenario


@pytest.fixture
def ada(db: None) -> User:
    user: User = User.objects.create_user("ada", display_name="Ada")
    return user


def test_the_api_refuses_tells_what_to_do_and_takes_a_code(scenario: Scenario, ada: User) -> None:
    api = APIClient()
    api.force_authenticate(ada)
    refused = api.post("/api/v1/game/start", {"scenario_id": "gate"}, format="json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "entitlement_required")
    assert set(refused.json()["error"]["details"]) == {"scenario_id", "how"}
    assert api.post("/api/v1/entitlements/redeem", {"code": "x"}, format="json").status_code == 400
    code = new_code(scenario=scenario, days=1)
    redeemed = api.post("/api/v1/entitlements/redeem", {"code": code}, format="json")
    assert (redeemed.status_code, redeemed.json()) == (200, {"scenario_id": "gate"})
    (kept,) = api.get("/api/v1/entitlements").json()["results"]
    assert (kept["scenario_id"], kept["scenario_name"]) == ("gate", "The gate")
    assert api.post("/api/v1/game/start", {"scenario_id": "gate"}, format="json").status_code == 200


def test_the_card_says_so_and_the_page_takes_a_code(scenario: Scenario, ada: User) -> None:
    browser = signed_in(ada)
    assert "Only for players who were given access" in read(browser, "/")
    told = browser.post(reverse("start", args=["gate"]), follow=True)
    assert told.redirect_chain == [(reverse("codes"), 302)]
    assert "You need access to this story" in told.content.decode()
    wrong = browser.post(reverse("codes"), {"code": "<b>guess</b>"})
    assert (wrong.status_code, "This code is not valid." in wrong.content.decode()) == (400, True)
    assert "<b>guess</b>" not in wrong.content.decode()
    taken = browser.post(reverse("codes"), {"code": new_code(scenario=scenario, days=1)}, follow=True)
    assert "You may play “The gate” now." in taken.content.decode()
    browser.post(reverse("start", args=["gate"]))
    assert GameSession.objects.filter(user=ada).count() == 1


def test_a_stranger_is_asked_to_sign_in_and_no_guest_is_made(scenario: Scenario, client: Client) -> None:
    told = client.post(reverse("start", args=["gate"]), follow=True)
    assert told.redirect_chain[-1][0].startswith(reverse("sign-in"))
    assert not User.objects.exists()


def test_the_staff_gives_access_and_withdraws_it(scenario: Scenario, ada: User) -> None:
    permissions = ("worlds.view_scenario", "worlds.change_scenario", "worlds.view_entitlement")
    clerk = signed_in(staff_with(*permissions, "worlds.change_entitlement"))
    assert (
        "There is no account with this username."
        in clerk.post(act(scenario, "entitle"), {"username": "nobody"}).content.decode()
    )
    clerk.post(act(scenario, "entitle"), {"username": "ada"})
    kept = Entitlement.objects.get(user=ada)
    assert kept.granted_by is not None
    assert "Ada" in read(clerk, rows(Entitlement))
    clerk.post(act(kept, "withdraw"), {"confirmed": "yes"})
    kept.refresh_from_db()
    assert kept.withdrawn_at is not None
    clerk.post(act(scenario, "unrestrict"))
    scenario.refresh_from_db()
    assert scenario.access == Scenario.Access.OPEN
    assert "Opened to everybody" in read(clerk, page(scenario).replace("change", "history"))


def test_the_command_grants_and_prints_codes(scenario: Scenario, ada: User) -> None:
    call_command("grant_entitlement", "gate", "ada", stdout=StringIO())
    assert Entitlement.objects.get().user == ada
    printed = StringIO()
    call_command("grant_entitlement", "gate", codes=3, stdout=printed)
    assert len(set(printed.getvalue().split())) == 3
    for words in (["gate"], ["no-story", "ada"], ["gate", "nobody"]):
        with pytest.raises(CommandError):
            call_command("grant_entitlement", *words, stdout=StringIO())
