"""The pages of play."""

from django.urls import path

from common.routes import both_ways
from worlds.views import lobby, play, start, story
from worlds.views.shared import enter, online, talk, world_page
from worlds.views.shared import lobby as shared_lobby

urlpatterns = [
    path("", lobby.home, name="home"),
    *both_ways("stories", lobby.shelf, "shelf"),
    *both_ways("stories/<slug:scenario>/start", start.start_story, "start"),
    *both_ways("play/<str:session_id>", play.play, "play"),
    *both_ways("play/<str:session_id>/transcript", story.read, "transcript"),
    *both_ways("play/<str:session_id>/story.md", story.download, "download"),
    *both_ways("play/<str:session_id>/rewind", story.take_back, "rewind"),
    *both_ways("play/<str:session_id>/settings", story.change_settings, "settings"),
    *both_ways("play/<str:session_id>/abandon", story.give_up, "abandon"),
    *both_ways("play/<str:session_id>/fork", world_page.fork, "fork"),
    *both_ways("play/<str:session_id>/live", talk.live, "live"),
    *both_ways("worlds", shared_lobby.worlds, "worlds"),
    *both_ways("worlds/status", online.choose, "own-status"),
    *both_ways("worlds/new", enter.new_world, "new-world"),  # before the next: `new` is no world's id
    *both_ways("worlds/quick", enter.quick_join, "quick-join"),
    *both_ways("worlds/<str:world_id>", world_page.house, "world"),
    *both_ways("worlds/<str:world_id>/join", enter.take_seat, "join"),
    *both_ways("worlds/<str:world_id>/spectate", enter.start_watching, "start-watching"),
    *both_ways("worlds/<str:world_id>/watch", talk.watch, "watch"),
    *both_ways("worlds/<str:world_id>/watch/live", talk.watch_live, "watch-live"),
    *both_ways("worlds/<str:world_id>/say", talk.say, "say"),
    *both_ways("worlds/<str:world_id>/leave", world_page.leave, "leave"),
    *both_ways("worlds/<str:world_id>/settings", world_page.change_settings, "world-settings"),
    *both_ways("worlds/<str:world_id>/kick", world_page.kick, "kick"),
    *both_ways("worlds/<str:world_id>/ban", world_page.ban, "ban"),
    *both_ways("worlds/<str:world_id>/ready", world_page.ready, "ready"),
    *both_ways("worlds/<str:world_id>/invites", world_page.invite, "invite"),
    *both_ways("worlds/<str:world_id>/invites/<str:code>", world_page.revoke, "revoke"),
    *both_ways("worlds/<str:world_id>/archive", world_page.archive, "archive"),
    *both_ways("invites/<str:code>", enter.invitation_page, "invitation"),
]
