"""The pages of sharing."""

from common.routes import both_ways
from improvisations.views import ideas, pages, share

urlpatterns = [
    *both_ways("play/<str:session_id>/share/<int:number>", share.share, "share"),
    *both_ways("play/<str:session_id>/ideas/<str:improvisation_id>", ideas.speak, "speak"),
    *both_ways("improvisations", pages.mine, "improvisations"),
    *both_ways("improvisations/<str:improvisation_id>", pages.one, "improvisation"),
    *both_ways("improvisations/<str:improvisation_id>/endorse", pages.endorse, "endorse"),
    *both_ways("worlds/<str:world_id>/improvisations", pages.fellows, "fellows"),
]
