"""Improvisations and their curation, under /api/v1/."""

from common.routes import both_ways
from improvisations.api.curators import CurationDoor
from improvisations.api.moderators import QueueDoor, ReviewDoor
from improvisations.api.players import ShareDoor

ONE = "improvisations/<str:improvisation_id>"
QUEUED = f"admin/{ONE}"

urlpatterns = [
    *both_ways(
        "improvisations",
        ShareDoor.as_view({"get": "list_improvisations", "post": "share_improvisation"}),
        "api-improvisations",
    ),
    *both_ways(
        ONE,
        ShareDoor.as_view({"get": "show_improvisation", "patch": "resubmit_improvisation"}),
        "api-improvisation",
    ),
    *both_ways(f"{ONE}/endorse", ShareDoor.as_view({"post": "endorse_improvisation"}), "api-endorse"),
    *both_ways("admin/improvisations", QueueDoor.as_view({"get": "list_queue"}), "api-queue"),
    *both_ways(QUEUED, ReviewDoor.as_view({"get": "show_queued"}), "api-queued"),
    *both_ways(f"{QUEUED}/claim", ReviewDoor.as_view({"post": "claim_improvisation"}), "api-claim-improvisation"),
    *both_ways(f"{QUEUED}/integrate", CurationDoor.as_view({"post": "integrate_improvisation"}), "api-integrate"),
    *both_ways(f"{QUEUED}/review", ReviewDoor.as_view({"post": "review_improvisation"}), "api-review"),
]
