"""The pages of play."""

from django.urls import path

from common.routes import both_ways
from worlds.views import codes, covers, how_to_play, lobby, play, start, story, story_links
from worlds.views.shared import chat, enter, groups, live, online, replay, watching, world_page, world_transcript
from worlds.views.shared import lobby as shared_lobby

urlpatterns = [
    path("", lobby.home_page, name="home"),
    *both_ways("help", how_to_play.help_page, "help"),
    *both_ways("stories", lobby.shelf_page, "shelf"),
    *both_ways("stories/codes", codes.codes_page, "codes"),
    *both_ways("stories/links", story_links.links_page, "story-links"),
    *both_ways("read/<str:token>", story_links.public_story, "public-story"),
    path("stories/<slug:scenario>/cover/<str:version>", covers.cover_image, name="cover"),
    *both_ways("stories/<slug:scenario>/start", start.start_story, "start"),
    *both_ways("play/<str:session_id>", play.play_turns, "play"),
    *both_ways("play/<str:session_id>/transcript", story.story_page, "transcript"),
    *both_ways("play/<str:session_id>/story.md", story.download_story, "download"),
    *both_ways("play/<str:session_id>/link", story_links.story_link, "story-link"),
    *both_ways("play/<str:session_id>/link/revoke", story_links.revoke_link, "revoke-story-link"),
    *both_ways("play/<str:session_id>/rewind", story.take_back, "rewind"),
    *both_ways("play/<str:session_id>/settings", story.change_settings, "settings"),
    *both_ways("play/<str:session_id>/abandon", story.give_up, "abandon"),
    *both_ways("play/<str:session_id>/fork", world_page.go_on_alone, "fork"),
    *both_ways("play/<str:session_id>/live", live.live_pieces, "live"),
    *both_ways("play/<str:session_id>/missed", live.missed_lines, "missed"),
    *both_ways("play/<str:session_id>/seen", live.note_seen, "seen"),
    *both_ways("worlds", shared_lobby.worlds_page, "worlds"),
    *both_ways("worlds/status", online.choose_own_status, "own-status"),
    *both_ways("worlds/new", enter.new_world, "new-world"),  # before the next: `new` is no world's id
    *both_ways("worlds/quick", enter.quick_join, "quick-join"),
    *both_ways("worlds/<str:world_id>", world_page.world_page, "world"),
    *both_ways("worlds/<str:world_id>/join", enter.take_seat, "join"),
    *both_ways("worlds/<str:world_id>/spectate", enter.start_watching, "start-watching"),
    *both_ways("worlds/<str:world_id>/watch", watching.watch_page, "watch"),
    *both_ways("worlds/<str:world_id>/watch/live", watching.watch_live, "watch-live"),
    *both_ways("worlds/<str:world_id>/watch/<str:player>", watching.follow_page, "follow"),
    *both_ways("worlds/<str:world_id>/watch/<str:player>/live", watching.follow_live, "follow-live"),
    *both_ways("worlds/<str:world_id>/watch/<str:player>/stop", watching.stop_following, "stop-following"),
    *both_ways("worlds/<str:world_id>/followers", watching.allow_followers, "allow-followers"),
    *both_ways("worlds/<str:world_id>/transcript", world_transcript.transcript_page, "world-transcript"),
    *both_ways(
        "worlds/<str:world_id>/transcript.md", world_transcript.download_transcript, "download-world-transcript"
    ),
    *both_ways("worlds/<str:world_id>/replay", replay.show_replay, "world-replay"),
    *both_ways("worlds/<str:world_id>/group", groups.change_group, "group"),
    *both_ways("worlds/<str:world_id>/say", chat.say_words, "say"),
    *both_ways("worlds/<str:world_id>/leave", world_page.leave_world, "leave"),
    *both_ways("worlds/<str:world_id>/settings", world_page.change_settings, "world-settings"),
    *both_ways("worlds/<str:world_id>/me", world_page.change_own_place, "own-place"),
    *both_ways("worlds/<str:world_id>/kick", world_page.kick_member, "kick"),
    *both_ways("worlds/<str:world_id>/ban", world_page.ban_member, "ban"),
    *both_ways("worlds/<str:world_id>/ready", world_page.set_ready, "ready"),
    *both_ways("worlds/<str:world_id>/invites", world_page.make_invitation, "invite"),
    *both_ways("worlds/<str:world_id>/invites/<str:code>", world_page.revoke_invitation, "revoke"),
    *both_ways("worlds/<str:world_id>/archive", world_page.archive_world, "archive"),
    *both_ways("invites/<str:code>", enter.invitation_page, "invitation"),
    *both_ways("invites/<str:code>/decline", enter.decline_invitation, "decline-invitation"),
]
