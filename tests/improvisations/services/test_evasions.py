"""What dodges and what only looks bad, through the door of sharing.

pytest -s tests/improvisations/services/test_evasions.py prints the confusion table.
"""

import sys
from collections import Counter
from typing import Any

import pytest

from common.errors import NotFound
from improvisations.models import Improvisation, ImprovisationMove
from improvisations.services import visibility
from profiles.models import User
from tests.common.text_filter.samples import EVASIVE, INNOCENT, NOTED
from tests.improvisations.conftest import Shares
from tests.lifting import history_open

EVASIONS = EVASIVE[:30]
INNOCENTS = tuple(text for text in INNOCENT if text not in NOTED)[:20]
TOLD = {"narrative_response": "The keeper looks up.", "classification": "constraint"}


def make_room() -> None:
    """One waits for each scene, and a day holds twenty."""
    with history_open():
        ImprovisationMove._base_manager.all()._raw_delete("default")
    Improvisation.objects.all().delete()


def noticed(shares: Shares, reader: User, text: str) -> str:
    """What becomes of a text that is shared; whatever it is, a stranger must not see it."""
    row = shares(text, **TOLD)
    try:
        visibility.visible_improvisation(reader_id=reader.pk, improvisation_id=row.pk)
    except NotFound:
        pass
    else:
        return "seen by a stranger"
    waits = visibility.review_queue(status="submitted").filter(pk=row.pk).exists()
    reasons = bool(row.moderation_reasons) and row.moderation_score > 0
    make_room()
    if not waits:
        return "vanished"
    return "to review with a reason" if row.is_flagged and reasons else "unnoticed"


@pytest.mark.slow
def test_a_hit_goes_to_review_with_a_reason_and_innocents_pass(shares: Shares, stranger: User, settings: Any) -> None:
    settings.RATE_INPUT = settings.RATE_READ = "1000/minute"
    table = {
        kind: Counter(noticed(shares, stranger, text) for text in texts)
        for kind, texts in {"evasive": EVASIONS, "innocent": INNOCENTS, "homonyms": NOTED}.items()
    }
    columns = ("to review with a reason", "unnoticed", "vanished", "seen by a stranger")
    sys.stdout.write(f"\n{'':12}" + "".join(f"{column:>26}" for column in columns) + "\n")
    for kind, counts in table.items():
        sys.stdout.write(f"{kind:12}" + "".join(f"{counts[column]:26}" for column in columns) + "\n")
    assert (len(EVASIONS), len(INNOCENTS)) == (30, 20)
    assert table == {
        "evasive": Counter({"to review with a reason": 30}),
        "innocent": Counter({"unnoticed": 20}),
        "homonyms": Counter({"to review with a reason": len(NOTED)}),
    }
    assert not Improvisation.objects.exists()
