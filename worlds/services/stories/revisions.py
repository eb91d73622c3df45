from django.db.models import Exists, OuterRef, QuerySet

from worlds.models import ScenarioRevision


def newest_revisions() -> QuerySet[ScenarioRevision]:
    """The newest revision of each scenario, latest first, with its scenario and without its content."""
    published = ScenarioRevision.objects.exclude(origin=ScenarioRevision.Origin.OVERLAY)
    later = published.filter(scenario=OuterRef("scenario"), number__gt=OuterRef("number"))
    newest: QuerySet[ScenarioRevision] = published.exclude(Exists(later)).order_by("-pk")
    return newest.select_related("scenario").defer("content_text")
