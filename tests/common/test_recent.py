from common.recent import Known, Recent


def test_values_are_at_hand_all_together_or_not_at_all() -> None:
    recent: Recent[str, int] = Recent(seconds=60, most=10)
    recent.keep({"a": 1, "b": 2})
    assert recent.get_all(["b", "a"]) == {"a": 1, "b": 2}
    assert recent.get_all(["a", "c"]) is None


def test_old_values_are_looked_up_again() -> None:
    recent: Recent[str, int] = Recent(seconds=0, most=10)
    recent.keep({"a": 1})
    assert recent.get_all(["a"]) is None


def test_no_more_are_kept_than_there_is_room_for() -> None:
    recent: Recent[int, int] = Recent(seconds=60, most=2)
    recent.keep({1: 1, 2: 2})
    recent.keep({3: 3})
    assert recent.get_all([3]) == {3: 3}
    assert recent.get_all([1]) is None


def test_what_is_cleared_is_gone() -> None:
    recent: Recent[str, int] = Recent(seconds=60, most=10)
    recent.keep({"a": 1})
    recent.clear()
    assert recent.get_all(["a"]) is None


def test_the_keys_that_were_noted_last_are_known() -> None:
    known: Known[int] = Known(most=2)
    for key in (1, 2, 3):
        known.note(key)
    assert [key in known for key in (1, 2, 3)] == [False, True, True]
