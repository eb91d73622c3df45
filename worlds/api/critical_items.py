"""Critical items of a world, for its staff: policies, maintenance, and what was brought back."""

from typing import Any, Final, TypedDict
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import Forbidden, NotFound
from common.fields import StrictSerializer
from common.ids import lookup
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, read
from worlds import limits
from worlds.api.bodies import Nothing
from worlds.models import SharedWorld
from worlds.models.versions import IncompatibleVersion
from worlds.rules.critical_items.requests import BadPolicy
from worlds.rules.critical_items.shape import POLICY_TYPES, PolicyTold
from worlds.services.critical_items import policies, requested_maintenance
from worlds.services.critical_items.recoveries import RecoveryTold, kept_recoveries, recovery_told
from worlds.services.membership.errors import WorldArchived

ID: Final = {"type": "string", "minLength": 1, "maxLength": limits.STORY_ID}
TICKS: Final = {"type": "integer", "minimum": 0}
POLICY: Final = {
    "type": "object",
    "properties": {
        "item_id": ID,
        "policy_type": {"type": "string", "enum": list(POLICY_TYPES)},
        "min_count": {"type": "integer", "minimum": 1, "maximum": limits.CRITICAL_COPIES},
        "anchor_locations": {"type": "array", "items": ID},
        "cooldown_ticks": TICKS,
        "quest_gate": ID,
        "holder_timeout_ticks": TICKS,
        "public": {"type": "string", "maxLength": limits.LINE},
    },
    "required": ["item_id", "policy_type"],
    "additionalProperties": False,
}


@extend_schema_field({"type": "array", "items": POLICY, "maxItems": limits.CRITICAL_ITEMS})
class PolicyList(serializers.JSONField):
    """Judged whole by the rules, which know the story."""


class WantedPolicies(StrictSerializer):
    """All policies of the world, as a scenario's file lists them under `critical_items`."""

    policies = PolicyList()


class Policies(TypedDict):
    policies: list[PolicyTold]


class Maintained(TypedDict):
    """What was brought back, in order."""

    events: list[RecoveryTold]


class CriticalItemDoor(Door):
    queryset = SharedWorld.objects.none()

    @operation(answer=Policies, raises=(IncompatibleVersion,))
    def show_policies(self, request: Request, world_id: str) -> Response:
        """Get the policies of critical items that are in force in a world. For staff."""
        world = world_for(request, "worlds.view_sharedworld", world_id)
        return Response({"policies": policies.world_policies(world_id=world)})

    @operation(request=WantedPolicies, answer=Policies, raises=(BadPolicy, WorldArchived, IncompatibleVersion))
    def change_policies(self, request: Request, world_id: str) -> Response:
        """Replace all policies of critical items in a world, from its next turn on. For staff."""
        world = world_for(request, "worlds.change_sharedworld", world_id)
        wanted = read(WantedPolicies, request)["policies"]
        kept = policies.change_world_policies(world_id=world, policies=wanted, by=request.user.pk)
        return Response({"policies": kept})

    @operation(request=Nothing, answer=Maintained, raises=(WorldArchived, IncompatibleVersion))
    def run_maintenance(self, request: Request, world_id: str) -> Response:
        """Bring back now what the next turn would bring back. For staff."""
        world = world_for(request, "worlds.change_sharedworld", world_id)
        read(Nothing, request)
        record = requested_maintenance.run_maintenance(world_id=world, by=request.user.pk)
        brought = kept_recoveries(world_id=world).filter(world_seq=record).order_by("position") if record else ()
        return Response({"events": [recovery_told(row) for row in brought]})

    @operation(answer=PageOf(RecoveryTold))
    def list_recoveries(self, request: Request, world_id: str) -> Response:
        """List what was brought back in a world, newest first. For staff."""
        world = world_for(request, "worlds.view_sharedworld", world_id)
        return self.pages(kept_recoveries(world_id=world), recovery_told)


def world_for(request: Request, permission: str, world_id: str) -> UUID:
    """Any world, private ones too. Raises Forbidden for whoever may not, before anything is looked up; NotFound."""
    user: Any = request.user
    if not (user.is_staff and user.has_perm(permission)):
        raise Forbidden
    found = SharedWorld.objects.filter(**lookup(world_id, "wld")).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("There is no world with this id.")
    return found
