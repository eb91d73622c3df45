"""Stories that a player has been given access to, and codes that give it."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import RateLimited
from common.fields import Key, StrictSerializer
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp, read
from worlds import limits
from worlds.api.games import player_of
from worlds.models import Entitlement
from worlds.services.stories.entitlement_codes import CodeInvalid, CodeUsed, redeem_code
from worlds.services.stories.entitlements import entitlements_of


class EntitlementTold(TypedDict):
    """Games of this scenario may be begun since then."""

    scenario_id: str
    scenario_name: str
    since: Timestamp


class Redeemed(TypedDict):
    scenario_id: str


class CodeGiven(StrictSerializer):
    code = Key(max_length=limits.ENTITLEMENT_CODE)


class EntitlementDoor(Door):
    @operation(answer=PageOf(EntitlementTold))
    def list_entitlements(self, request: Request) -> Response:
        """List the stories that you have been given access to, the newest first. Open stories need none."""
        return self.pages(entitlements_of(user_id=player_of(request).pk), _told)

    @operation(request=CodeGiven, answer=Redeemed, raises=(CodeInvalid, CodeUsed, RateLimited))
    def redeem_code(self, request: Request) -> Response:
        """Redeem a code for a story. Your own code again, or one for a story that you may play, changes nothing."""
        kept = redeem_code(user_id=player_of(request).pk, code=read(CodeGiven, request)["code"])
        return Response(Redeemed(scenario_id=kept.scenario.slug))


def _told(kept: Entitlement) -> EntitlementTold:
    return {
        "scenario_id": kept.scenario.slug,
        "scenario_name": kept.scenario.name,
        "since": utc(kept.created_at),
    }
