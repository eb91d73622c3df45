"""Presence, under /api/v1/."""

from common.routes import both_ways
from presence.api.online import PresenceDoor

urlpatterns = [
    *both_ways("presence", PresenceDoor.as_view({"get": "list_online"}), "api-presence"),
    *both_ways("presence/heartbeat", PresenceDoor.as_view({"post": "send_heartbeat"}), "api-heartbeat"),
    *both_ways("presence/me", PresenceDoor.as_view({"patch": "change_presence"}), "api-own-presence"),
]
