from worlds.feed.breaker import REST, THRESHOLD, Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def broken(clock: Clock) -> Breaker:
    breaker = Breaker(clock=clock)
    for _ in range(THRESHOLD):
        breaker.failed()
    return breaker


def test_a_few_failures_change_nothing() -> None:
    breaker = Breaker()
    for _ in range(THRESHOLD - 1):
        breaker.failed()
    assert breaker.allows()
    assert not breaker.is_open


def test_failures_with_a_success_between_do_not_add_up() -> None:
    breaker = Breaker()
    for _ in range(THRESHOLD * 2):
        breaker.failed()
        breaker.succeeded()
    assert not breaker.is_open


def test_failures_in_a_row_open_it() -> None:
    breaker = broken(Clock())
    assert breaker.is_open
    assert not breaker.allows()


def test_after_a_rest_a_try_is_let_through_and_a_success_closes_it() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = REST
    assert breaker.allows()
    assert breaker.is_open
    breaker.succeeded()
    assert not breaker.is_open


def test_a_try_that_fails_opens_it_for_another_rest() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = REST
    breaker.failed()
    assert not breaker.allows()
    clock.now = 2 * REST
    assert breaker.allows()
