"""Tables of what players share, and of what became of it."""

from improvisations.models.comments import ModeratorComment
from improvisations.models.curation import Endorsement, ImprovisationMove, Integration
from improvisations.models.improvisations import Improvisation, ImprovisationQuerySet
from improvisations.models.saved_views import SavedView

__all__ = [
    "Endorsement",
    "Improvisation",
    "ImprovisationMove",
    "ImprovisationQuerySet",
    "Integration",
    "ModeratorComment",
    "SavedView",
]
