"""Whom one mutes, blocks and follows, and whom moderators mute, under /api/v1/."""

from common.routes import both_ways
from relations.api.lists import BlockDoor, FollowDoor, MuteDoor
from relations.api.silences import SilenceDoor

urlpatterns = [
    *both_ways("players/me/mutes", MuteDoor.as_view({"get": "list_mutes", "post": "mute_player"}), "api-mutes"),
    *both_ways("players/me/mutes/<str:user_id>", MuteDoor.as_view({"delete": "unmute_player"}), "api-mute"),
    *both_ways("players/me/blocks", BlockDoor.as_view({"get": "list_blocks", "post": "block_player"}), "api-blocks"),
    *both_ways("players/me/blocks/<str:user_id>", BlockDoor.as_view({"delete": "unblock_player"}), "api-block"),
    *both_ways(
        "players/me/follows", FollowDoor.as_view({"get": "list_follows", "post": "follow_player"}), "api-follows"
    ),
    *both_ways(
        "admin/silences", SilenceDoor.as_view({"get": "list_silences", "post": "silence_player"}), "api-silences"
    ),
    *both_ways("admin/silences/<str:user_id>", SilenceDoor.as_view({"delete": "lift_silence"}), "api-silence"),
    *both_ways("players/me/follows/<str:user_id>", FollowDoor.as_view({"delete": "unfollow_player"}), "api-follow"),
]
