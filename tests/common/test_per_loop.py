import asyncio

from common.per_loop import PerLoop


def test_a_loop_has_one_thing_and_the_next_loop_another() -> None:
    things = PerLoop(object)

    async def twice() -> tuple[object, object]:
        return things(), things()

    first, again = asyncio.run(twice())
    other, _ = asyncio.run(twice())
    assert first is again
    assert other is not first
