"""The pages of play."""

from django.urls import path

from kleene_site.common.routes import both_ways
from worlds.views import lobby, play, story

urlpatterns = [
    path("", lobby.home, name="home"),
    *both_ways("stories", lobby.shelf, "shelf"),
    *both_ways("play/<str:session_id>", play.play, "play"),
    *both_ways("play/<str:session_id>/transcript", story.read, "transcript"),
    *both_ways("play/<str:session_id>/story.md", story.download, "download"),
    *both_ways("play/<str:session_id>/rewind", story.take_back, "rewind"),
    *both_ways("play/<str:session_id>/settings", story.change_settings, "settings"),
    *both_ways("play/<str:session_id>/abandon", story.give_up, "abandon"),
]
