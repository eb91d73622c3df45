"""Whether players are offered a scenario. Running games go on either way."""

from common.errors import Conflict, NotFound
from common.table_changes import announce_change
from worlds.models import Scenario


def offer_scenario(*, scenario_id: int) -> None:
    """Let new games of a scenario begin. Raises NotFound, Conflict."""
    if not Scenario.objects.filter(pk=scenario_id, is_enabled=False).update(is_enabled=True):
        raise _why(scenario_id, "This scenario is already offered.")
    announce_change("worlds.Scenario")


def withhold_scenario(*, scenario_id: int) -> None:
    """Let no new game of a scenario begin. Raises NotFound, Conflict."""
    if not Scenario.objects.filter(pk=scenario_id, is_enabled=True).update(is_enabled=False):
        raise _why(scenario_id, "This scenario is already withheld.")
    announce_change("worlds.Scenario")


def change_access(*, scenario_id: int, access: str) -> None:
    """Set who may begin new games of a scenario, one of `Scenario.Access`. Raises NotFound, Conflict."""
    if not Scenario.objects.filter(pk=scenario_id).exclude(access=access).update(access=access):
        raise _why(scenario_id, "This is how the scenario is already.")
    announce_change("worlds.Scenario")


def _why(scenario_id: int, otherwise: str) -> NotFound | Conflict:
    known = Scenario.objects.filter(pk=scenario_id).exists()
    return Conflict(otherwise) if known else NotFound("There is no scenario with this id.")
