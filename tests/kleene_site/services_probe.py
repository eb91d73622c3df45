"""Not collected by itself: tests/kleene_site/test_services_of_the_machine.py runs it on a machine without services."""

import pytest


@pytest.mark.chromium
def test_that_needs_a_browser(chromium_path: str) -> None:
    assert chromium_path


@pytest.mark.long
def test_that_takes_long() -> None:
    pass


@pytest.mark.slow
def test_that_is_slow() -> None:
    pass


def test_that_needs_nothing() -> None:
    pass
