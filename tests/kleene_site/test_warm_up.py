"""What a start leaves to Python's garbage collector."""

from pathlib import Path

import pytest

from tests.kleene_site.programs import environment, python

SHOWN = """
import gc, os
os.environ["DJANGO_SETTINGS_MODULE"] = "kleene_site.settings"
import kleene_site.asgi
from kleene_site.warm_up import warm_up
warm_up()
print(gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])
"""


@pytest.mark.slow
def test_what_is_there_at_the_start_is_never_collected(tmp_path: Path) -> None:
    done = python("-c", SHOWN, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    frozen, left, youngest = map(int, done.stdout.split())
    assert frozen > 100_000
    assert left < 1_000
    assert youngest > 700  # Python's own
