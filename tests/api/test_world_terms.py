"""Who rules a world over the API, and what of it others see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from presence.services.visibility import set_visible
from profiles.models import User
from profiles.services import accounts
from tests.api.claims import START, WORLDS, Answered, posted, refusal
from tests.api.conftest import PASSWORD
from worlds.models import Invite

pytestmark = pytest.mark.django_db


SUMMARY = {
    "world_id", "scenario_id", "scenario_name", "game_mode", "status", "phase", "visibility", "player_count", "max_players", "turn",
    "players", "membership", "created_at", "last_activity_at",
}  # fmt: skip


DETAIL = SUMMARY | {"time_policy", "quorum", "agents_allowed", "spectators_allowed"}
DETAIL |= {"spectators_talk", "spectators", "archived_at"}


@pytest.mark.parametrize("wish", [{"visibility": "hidden"}, {"quorum": 9}, {"quorum": 1}, {"max_players": 99}])
def test_settings_that_make_no_sense_are_refused(adas: APIClient, world: str, wish: Answered) -> None:
    assert set(refusal(adas.patch(f"{world}/settings", wish), 400, "invalid_input")["details"]) == set(wish)


def test_a_full_world_tells_the_next_and_can_be_watched(
    adas: APIClient, bobs: APIClient, gate: str, signed_in: Callable[[User], APIClient]
) -> None:
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "max_players": 2})
    world = f"{WORLDS}/{made['world_id']}"
    posted(bobs, f"{world}/join")
    carol = signed_in(accounts.register_account(username="Carol", password=PASSWORD))
    refusal(carol.post(f"{world}/join"), 409, "world_full")
    watched = posted(carol, f"{world}/spectate")
    assert (watched["membership"]["role"], watched["player_count"], watched["spectators"]) == ("spectator", 2, 1)
    assert "world_state" in watched


def test_a_detail_holds_the_world_for_its_members_only(adas: APIClient, bobs: APIClient, world: str) -> None:
    inside, outside = adas.get(world).json(), bobs.get(world).json()
    assert set(inside) == DETAIL | {"world_state"}
    assert inside["world_state"].keys() >= {"flags", "time", "npc_locations", "locations"}
    assert inside["world_state"]["locations"]["road"].keys() == {"items", "flags", "properties", "environment"}
    assert set(outside) == DETAIL
    assert (outside["players"], outside["player_count"], outside["membership"]) == ([], 1, None)


def test_strangers_see_those_players_who_let_themselves_be_seen(
    ada: User, adas: APIClient, bobs: APIClient, world: str
) -> None:
    set_visible(user_id=ada.pk, visible=True)
    listed = bobs.get(WORLDS).json()["results"]
    assert [player["display_name"] for player in listed[0]["players"]] == ["Ada"]


def test_the_list_is_filtered_searched_ordered_and_paged(adas: APIClient, bobs: APIClient, gate: str) -> None:
    def make(**wish: object) -> str:
        return str(posted(adas, START, {"scenario_id": gate, "game_mode": "shared", **wish})["world_id"])

    small, large, together = make(max_players=2), make(), make(game_mode="collaborative")
    posted(bobs, f"{WORLDS}/{small}/join")

    def found(**query: str) -> list[str]:
        return [row["world_id"] for row in bobs.get(WORLDS, query).json()["results"]]

    assert found(ordering="created_at") == [small, large, together]
    assert found(ordering="-player_count")[0] == small
    assert set(found(has_room="true")) == {large, together}
    assert found(has_room="false") == [small]
    assert found(game_mode="collaborative") == [together]
    assert found(scenario_id="nothing") == found(search="dragon") == []
    assert len(found(search="the GATE")) == 3
    assert found(search=large) == [large]
    page = bobs.get(f"{WORLDS}?limit=1&ordering=created_at").json()
    assert (page["count"], len(page["results"]), set(page["results"][0])) == (3, 1, SUMMARY)


@pytest.mark.parametrize(
    "query", [{"has_room": "maybe"}, {"game_mode": "solo"}, {"ordering": "host"}, {"limit": "0"}, {"search": "x" * 81}]
)
def test_a_filter_that_makes_no_sense_is_refused(adas: APIClient, query: dict[str, str]) -> None:
    refusal(adas.get(WORLDS, query), 400, "invalid_input")


def test_the_host_rules_and_others_do_not(ada: User, bob: User, adas: APIClient, bobs: APIClient, world: str) -> None:
    posted(bobs, f"{world}/join")
    for door, body in (("kick", {"user_id": ada.short_id}), ("ban", {"user_id": ada.short_id}), ("archive", {})):
        refusal(bobs.post(f"{world}/{door}", body), 403, "not_the_host")
    refusal(bobs.patch(f"{world}/settings", {"quorum": 2}), 403, "not_the_host")
    assert posted(bobs, f"{world}/ready")["membership"]["is_ready"]
    assert posted(adas, f"{world}/kick", {"user_id": bob.short_id, "reason": ""})["player_count"] == 1
    posted(bobs, f"{world}/join")
    assert posted(adas, f"{world}/ban", {"user_id": str(bob.pk), "reason": "Enough."})["player_count"] == 1
    refusal(bobs.post(f"{world}/join"), 403, "banned")


def test_an_invitation_leads_into_a_private_world_until_it_ends(
    adas: APIClient, bobs: APIClient, gate: str, signed_in: Callable[[User], APIClient]
) -> None:
    made = posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "visibility": "private"})
    world = f"{WORLDS}/{made['world_id']}"
    invite = posted(adas, f"{world}/invites", status=201)
    assert set(invite) == {"code", "url", "expires_at", "max_uses", "uses"}
    assert invite["url"] == f"http://testserver/invites/{invite['code']}"
    assert posted(bobs, f"/api/v1/invites/{invite['code']}/accept")["world_id"] == made["world_id"]
    bobs_own = posted(bobs, f"{world}/invites", status=201)
    [first, second] = adas.get(f"{world}/invites").json()["results"]
    assert first | invite | {"uses": 1} == first
    assert (second["code"], second["created_by"]["display_name"]) == (bobs_own["code"], "Bob")
    assert [each["code"] for each in bobs.get(f"{world}/invites").json()["results"]] == [bobs_own["code"]]
    assert adas.delete(f"{world}/invites/{bobs_own['code']}").status_code == 204
    carol = signed_in(accounts.register_account(username="Carol", password=PASSWORD))
    wish = {"scenario_id": gate, "game_mode": "shared", "world_id": made["world_id"]}
    refusal(carol.post(START, wish), 404, "not_found")
    Invite.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    refusal(carol.post(f"/api/v1/invites/{invite['code']}/accept"), 404, "not_found")
    second = posted(adas, f"{world}/invites", status=201)
    assert posted(carol, START, {**wish, "invite": second["code"]})["world_id"] == made["world_id"]
    assert adas.delete(f"{world}/invites/{second['code']}").status_code == 204
    refusal(carol.post(f"/api/v1/invites/{second['code']}/accept"), 404, "not_found")
