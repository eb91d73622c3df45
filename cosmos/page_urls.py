"""The pages of the sky."""

from common.routes import both_ways
from cosmos.views import own, points, sky, star, star_forms

urlpatterns = [
    *both_ways("cosmos", sky.sky_page, "cosmos"),
    *both_ways("cosmos/points", points.sky_points, "sky-points"),
    *both_ways("cosmos/of/<str:improvisation_id>", star.star_of_idea, "star-of-idea"),
    *both_ways("cosmos/own", own.own_stars, "own-stars"),
    *both_ways("cosmos/playlists/<str:playlist_id>", own.playlist_page, "playlist"),
    *both_ways("cosmos/<str:entry_id>", star.star_page, "star"),
    *both_ways("cosmos/<str:entry_id>/preview", star_forms.start_preview, "star-preview"),
    *both_ways("cosmos/<str:entry_id>/bookmark", star_forms.change_bookmark, "star-bookmark"),
    *both_ways("cosmos/<str:entry_id>/playlist", star_forms.add_to_playlist, "star-playlist"),
    *both_ways("cosmos/<str:entry_id>/comments", star_forms.send_comment, "star-comments"),
    *both_ways("cosmos/<str:entry_id>/comments/<str:comment_id>", star_forms.delete_comment, "star-comment"),
]
