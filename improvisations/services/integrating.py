"""From an approved improvisation to a part of the story, and back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from common.errors import NotFound
from improvisations.models import Improvisation, Integration
from improvisations.rules.pipeline import may_move
from improvisations.services import visibility
from improvisations.services.errors import IllegalTransition, TooStrong, Undone
from improvisations.services.integration_notes import remarks_on
from improvisations.services.integration_request import IntegrationRequest, addition_of
from improvisations.services.transitions import lock_improvisation, move_to
from worlds.models import ScenarioRevision
from worlds.rules.additions import Addition, Content, NewOption, refuse_twin, traits_of
from worlds.rules.checking import Problem, Report
from worlds.rules.scenario import Scenario
from worlds.rules.soft import objections
from worlds.services.stories import additions, overlays

Status = Improvisation.Status
Check = Callable[[IntegrationRequest, Content], None]


@dataclass(frozen=True, slots=True)
class IntegrationPreview:
    """What integrating would publish; `remarks` explain it in sentences, `new_warnings` are the checker's."""

    addition: Addition
    story: Scenario
    report: Report
    new_warnings: tuple[Problem, ...]
    remarks: tuple[str, ...]

    @property
    def highlights(self) -> tuple[str, ...]:
        """The places of the graph that it is about."""
        target = self.addition.next_node if isinstance(self.addition, NewOption) else self.addition.node
        return tuple(dict.fromkeys((self.addition.node, target)))


def preview_integration(*, improvisation_id: str | uuid.UUID, wanted: IntegrationRequest) -> IntegrationPreview:
    """What `integrate_idea` would do as things stand; stores nothing, and takes any improvisation, whatever its status.

    Raises NotFound, InvalidInput, WordsRemoved, AddedBefore; Misfit where the story has no place for it.
    """
    row = visibility.any_one(improvisation_id)
    content = additions.newest_content(scenario_id=row.scenario_id)
    addition = addition_of(row, wanted, content)
    refuse_twin(content, addition)
    seen = additions.preview_addition(scenario_id=row.scenario_id, addition=addition)
    return IntegrationPreview(addition, seen.story, seen.report, seen.new_warnings, remarks_on(addition, seen.story))


def integrate_idea(
    *,
    improvisation_id: str | uuid.UUID,
    moderator_id: uuid.UUID,
    wanted: IntegrationRequest,
    version: int | None = None,
) -> Integration:
    """Make an approved improvisation a part of its scenario's next revision, credited to its author; this once.

    Raises NotFound, StaleVersion, IllegalTransition, InvalidInput, TooStrong, WordsRemoved; Misfit where the newest
    revision has no place for it, NoImproviseOption for an answer where nothing asks for words. Then nothing has changed.
    """
    return _integrate(improvisation_id, moderator_id, wanted, version, check=_check_soft)


def integrate_with_any_consequences(
    *,
    improvisation_id: str | uuid.UUID,
    moderator_id: uuid.UUID,
    wanted: IntegrationRequest,
    version: int | None = None,
) -> Integration:
    """The same without a limit to what it may do: for curators with the permission for that. Raises as `integrate_idea`."""
    return _integrate(improvisation_id, moderator_id, wanted, version, check=_check_nothing)


@transaction.atomic
def _integrate(
    improvisation_id: str | uuid.UUID,
    moderator_id: uuid.UUID,
    wanted: IntegrationRequest,
    version: int | None,
    *,
    check: Check,
) -> Integration:
    """Locks the improvisation's row and then the scenario's, so that two curators at once make one revision of it."""
    row = lock_improvisation(improvisation_id, version=version)
    if not may_move(row.status, Status.INTEGRATED):
        raise IllegalTransition(status=row.status, wanted=Status.INTEGRATED, version=row.version)
    content = additions.newest_content(scenario_id=row.scenario_id)
    check(wanted, content)
    addition = addition_of(row, wanted, content)
    published = additions.publish_addition(scenario_id=row.scenario_id, addition=addition)
    refuse_twin(published.revision.content, addition)  # only now is the scenario's row locked against other curators
    integration = record_integration(row, addition, published.revision, by_id=moderator_id)
    row.integrated_at = integration.created_at
    noted = f"{addition.node}, revision {published.revision.number}"
    move_to(row, Status.INTEGRATED, by_id=moderator_id, noted=noted, at=integration.created_at)
    return integration


def _check_soft(wanted: IntegrationRequest, content: Content) -> None:
    excess = objections(wanted.consequences, traits_of(content))
    if excess:
        raise TooStrong(consequences=excess)


def _check_nothing(_wish: IntegrationRequest, _content: Content) -> None:
    """Whoever may add anything is asked nothing."""


@transaction.atomic
def undo_integration(*, integration_id: int, moderator_id: uuid.UUID) -> Integration:
    """Take what was integrated out of the story, or out of the world, again: by a further revision, and for good.

    The improvisation stays integrated in its history. Raises NotFound, Undone; WorldArchived for a world that is over.
    """
    rows = Integration.objects.select_for_update(of=("self",)).select_related("addition")
    integration = rows.filter(pk=integration_id).first()
    if integration is None:
        raise NotFound("There is no integration with this id.")
    if integration.undone_at is not None:
        raise Undone
    integration.undone_revision = _taken_back(integration)
    integration.undone_at, integration.undone_by_id = timezone.now(), moderator_id
    integration.save(update_fields=["undone_revision", "undone_at", "undone_by"])
    return integration


def record_integration(
    row: Improvisation, addition: Addition, revision: ScenarioRevision, *, by_id: uuid.UUID | None
) -> Integration:
    """Write down what a revision took in; `by_id` None: a world's members did it. Assumes the improvisation's row locked."""
    added = revision.scenario.additions.get(world=revision.world, key=addition.id)
    is_option = isinstance(addition, NewOption)
    return Integration.objects.create(
        improvisation=row,
        world=revision.world,
        revision=revision,
        target_node_id=addition.node,
        as_option=is_option,
        option_id=addition.id if isinstance(addition, NewOption) else addition.option,
        outcome_node_id=addition.next_node if isinstance(addition, NewOption) else "",
        addition=added,
        by_id=by_id,
        created_at=timezone.now(),
    )


def _taken_back(integration: Integration) -> ScenarioRevision:
    key, scenario_id = integration.addition.key, integration.addition.scenario_id
    if integration.world_id is not None:
        return overlays.take_out_of_world(world_id=integration.world_id, key=key)
    return additions.retract_addition(scenario_id=scenario_id, key=key).revision
