"""The pages of sharing."""

from common.routes import both_ways
from improvisations.views import ideas, pages, share

urlpatterns = [
    *both_ways("play/<str:session_id>/share/<int:number>", share.share_page, "share"),
    *both_ways("play/<str:session_id>/ideas/<str:improvisation_id>", ideas.endorse_idea_in_play, "endorse-in-play"),
    *both_ways("improvisations", pages.own_ideas, "improvisations"),
    *both_ways("improvisations/<str:improvisation_id>", pages.idea_page, "improvisation"),
    *both_ways("improvisations/<str:improvisation_id>/endorse", pages.endorse_idea, "endorse"),
    *both_ways("worlds/<str:world_id>/improvisations", pages.ideas_of_world, "fellows"),
]
