"""The pages of the sky."""

from common.routes import both_ways
from cosmos.views import points, sky, star

urlpatterns = [
    *both_ways("cosmos", sky.sky_page, "cosmos"),
    *both_ways("cosmos/points", points.sky_points, "sky-points"),
    *both_ways("cosmos/of/<str:improvisation_id>", star.star_of_idea, "star-of-idea"),
    *both_ways("cosmos/<str:entry_id>", star.star_page, "star"),
]
