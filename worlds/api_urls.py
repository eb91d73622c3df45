"""Scenarios and play, under /api/v1/."""

from common.routes import both_ways
from worlds.api.characters import CharacterDoor, PortraitDoor
from worlds.api.chat import ChatDoor
from worlds.api.commands import CommandDoor
from worlds.api.critical_items import CriticalItemDoor
from worlds.api.entitlements import EntitlementDoor
from worlds.api.export import ExportDoor
from worlds.api.following import FollowedStoryDoor, FollowersDoor
from worlds.api.games import GameDoor, ShelfDoor
from worlds.api.invitations import InvitationDoor
from worlds.api.rooms import RoomDoor
from worlds.api.scenarios import ScenarioDoor
from worlds.api.shared import InviteDoor, LobbyDoor, WorldDoor
from worlds.api.snapshots import CharacterSnapshotDoor, SnapshotDoor, WorldSnapshotDoor
from worlds.api.story_links import PublicStoryDoor, StoryLinkDoor
from worlds.api.stream import StreamDoor
from worlds.api.world_replay import WorldReplayDoor
from worlds.api.world_transcript import WorldTranscriptDoor

GAME = "game/<str:session_id>"
CHARACTER = "characters/<str:session_id>"
WORLD = "worlds/<str:world_id>"

urlpatterns = [
    *both_ways("scenarios", ScenarioDoor.as_view({"get": "list_scenarios"}), "api-scenarios"),
    *both_ways("scenarios/<slug:slug>", ScenarioDoor.as_view({"get": "show_scenario"}), "api-scenario"),
    *both_ways("entitlements", EntitlementDoor.as_view({"get": "list_entitlements"}), "api-entitlements"),
    *both_ways("entitlements/redeem", EntitlementDoor.as_view({"post": "redeem_code"}), "api-redeem"),
    *both_ways("game/start", GameDoor.as_view({"post": "start_game"}), "api-start"),
    *both_ways("game/sessions", ShelfDoor.as_view({"get": "list_games"}), "api-games"),
    *both_ways("game/links", StoryLinkDoor.as_view({"get": "list_links"}), "api-story-links"),
    *both_ways(GAME, GameDoor.as_view({"get": "show_game"}), "api-game"),
    *both_ways(f"{GAME}/turns", GameDoor.as_view({"get": "list_turns", "post": "play_turn"}), "api-turns"),
    *both_ways(f"{GAME}/others", GameDoor.as_view({"get": "list_others_choices"}), "api-others-choices"),
    *both_ways(f"{GAME}/settings", GameDoor.as_view({"patch": "change_settings"}), "api-settings"),
    *both_ways(f"{GAME}/export", ExportDoor.as_view({"get": "export_game"}), "api-export"),
    *both_ways(f"{GAME}/rewind", GameDoor.as_view({"post": "rewind_game"}), "api-rewind"),
    *both_ways(f"{GAME}/abandon", GameDoor.as_view({"post": "abandon_game"}), "api-abandon"),
    *both_ways(f"{GAME}/fork", GameDoor.as_view({"post": "fork_game"}), "api-fork"),
    *both_ways(
        f"{GAME}/snapshot", SnapshotDoor.as_view({"get": "show_snapshot", "put": "save_snapshot"}), "api-snapshot"
    ),
    *both_ways(f"{GAME}/verify", GameDoor.as_view({"get": "verify_game"}), "api-verify"),
    *both_ways(
        f"{GAME}/link",
        StoryLinkDoor.as_view({"get": "show_link", "post": "create_link", "delete": "revoke_link"}),
        "api-story-link",
    ),
    *both_ways("public-stories/<str:token>", PublicStoryDoor.as_view({"get": "show_story"}), "api-public-story"),
    *both_ways(
        "characters", CharacterDoor.as_view({"get": "list_characters", "post": "create_character"}), "api-characters"
    ),
    *both_ways(CHARACTER, CharacterDoor.as_view({"get": "show_character"}), "api-character"),
    *both_ways(
        f"{CHARACTER}/snapshot",
        CharacterSnapshotDoor.as_view({"get": "load_character", "put": "save_character"}),
        "api-character-snapshot",
    ),
    *both_ways(
        f"{CHARACTER}/portrait",
        PortraitDoor.as_view({"get": "show_portrait", "put": "change_portrait", "delete": "remove_portrait"}),
        "api-portrait",
    ),
    *both_ways("worlds", LobbyDoor.as_view({"get": "list_worlds"}), "api-worlds"),
    *both_ways("worlds/quick-join", WorldDoor.as_view({"get": "show_queue", "post": "quick_join"}), "api-quick-join"),
    *both_ways(WORLD, WorldDoor.as_view({"get": "show_world"}), "api-world"),
    *both_ways(f"{WORLD}/join", WorldDoor.as_view({"post": "join_world"}), "api-join"),
    *both_ways(f"{WORLD}/leave", WorldDoor.as_view({"post": "leave_world"}), "api-leave"),
    *both_ways(f"{WORLD}/spectate", WorldDoor.as_view({"post": "spectate_world"}), "api-spectate"),
    *both_ways(f"{WORLD}/settings", WorldDoor.as_view({"patch": "change_world_settings"}), "api-world-settings"),
    *both_ways(f"{WORLD}/me", WorldDoor.as_view({"patch": "change_own_place"}), "api-own-place"),
    *both_ways(f"{WORLD}/kick", WorldDoor.as_view({"post": "kick_player"}), "api-kick"),
    *both_ways(f"{WORLD}/ban", WorldDoor.as_view({"post": "ban_player"}), "api-ban"),
    *both_ways(f"{WORLD}/ready", WorldDoor.as_view({"post": "set_ready"}), "api-ready-check"),
    *both_ways(f"{WORLD}/snapshot", WorldSnapshotDoor.as_view({"get": "show_world_snapshot"}), "api-world-snapshot"),
    *both_ways(f"{WORLD}/locations/<str:location>", RoomDoor.as_view({"get": "show_room"}), "api-world-room"),
    *both_ways(f"{WORLD}/clock", WorldSnapshotDoor.as_view({"get": "show_clock"}), "api-world-clock"),
    *both_ways(
        f"{WORLD}/checkpoints/compare",
        WorldSnapshotDoor.as_view({"post": "compare_checkpoint"}),
        "api-compare-checkpoint",
    ),
    *both_ways(f"{WORLD}/verify", WorldDoor.as_view({"get": "verify_world"}), "api-verify-world"),
    *both_ways(
        f"{WORLD}/followers",
        FollowersDoor.as_view({"get": "show_followers", "patch": "allow_followers"}),
        "api-followers",
    ),
    *both_ways(
        f"{WORLD}/players/<str:user_id>/story",
        FollowedStoryDoor.as_view({"get": "read_story", "delete": "stop_reading"}),
        "api-followed-story",
    ),
    *both_ways(
        f"{WORLD}/critical-items/policy",
        CriticalItemDoor.as_view({"get": "show_policies", "put": "change_policies"}),
        "api-critical-item-policy",
    ),
    *both_ways(
        f"{WORLD}/critical-items/maintenance",
        CriticalItemDoor.as_view({"post": "run_maintenance"}),
        "api-critical-item-maintenance",
    ),
    *both_ways(f"{WORLD}/audit", CriticalItemDoor.as_view({"get": "list_recoveries"}), "api-audit"),
    *both_ways(f"{WORLD}/archive", WorldDoor.as_view({"post": "archive_world"}), "api-archive"),
    *both_ways(f"{WORLD}/chat", ChatDoor.as_view({"get": "read_chat", "post": "say"}), "api-chat"),
    *both_ways(f"{WORLD}/commands", CommandDoor.as_view({"post": "run_command"}), "api-commands"),
    *both_ways(f"{WORLD}/events", StreamDoor.as_view({"get": "listen"}), "api-events"),
    *both_ways(f"{WORLD}/transcript", WorldTranscriptDoor.as_view({"get": "read_transcript"}), "api-world-transcript"),
    *both_ways(f"{WORLD}/replay", WorldReplayDoor.as_view({"get": "watch_replay"}), "api-world-replay"),
    *both_ways(f"{WORLD}/log", ChatDoor.as_view({"get": "read_log"}), "api-log"),
    *both_ways(f"{WORLD}/invites", InviteDoor.as_view({"get": "list_invites", "post": "create_invite"}), "api-invites"),
    *both_ways(f"{WORLD}/invites/<str:code>", InviteDoor.as_view({"delete": "revoke_invite"}), "api-invite"),
    *both_ways(f"{WORLD}/companions", InvitationDoor.as_view({"get": "list_companions"}), "api-companions"),
    *both_ways("invites", InvitationDoor.as_view({"get": "list_invitations"}), "api-invitations"),
    *both_ways("invites/<str:code>", InvitationDoor.as_view({"delete": "decline_invitation"}), "api-invitation"),
    *both_ways("invites/<str:code>/accept", InviteDoor.as_view({"post": "accept_invite"}), "api-accept-invite"),
]
