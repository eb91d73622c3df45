"""What a use case stores on an event loop is written together, or not at all."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import IntegrityError

from common import storing
from common.database_threads import in_thread
from common.prepared import pool
from common.prepared.pool import Transaction
from common.prepared.select import Query
from common.prepared.units import commit
from profiles.models import User
from worlds.models import PlayerText


def text_of(words: str) -> PlayerText:
    return PlayerText(author_id=uuid.uuid4(), text=words, salt="s", text_hash="h")


async def store(tx: Transaction, *rows: PlayerText) -> None:
    with storing.collecting() as collected:
        storing.insert(*rows)
    await commit(tx, collected)


@pytest.mark.usefixtures("connected")
class TestTogether:
    async def test_rows_are_written_with_the_commit(self) -> None:
        one, two = text_of("one"), text_of("two")
        async with pool.transaction() as tx:
            await store(tx, one, two)
        kept = await in_thread(lambda: list(PlayerText.objects.order_by("text")))
        assert [text.text for text in kept] == ["one", "two"]
        assert kept[0].created_at == one.created_at

    async def test_only_the_fields_that_are_named_are_written(self) -> None:
        ada = await in_thread(User.objects.create_user, "ada", display_name="Ada")
        ada.display_name, ada.bio = "Countess", "not this"
        with storing.collecting() as collected:
            storing.update(ada, ("display_name",))
        async with pool.transaction() as tx:
            await commit(tx, collected)
        await in_thread(ada.refresh_from_db)
        assert (ada.display_name, ada.bio) == ("Countess", "")

    async def test_a_transaction_that_is_left_without_a_commit_is_rolled_back(self) -> None:
        async with pool.transaction() as tx:
            await tx.run(Query("DELETE FROM users", ()))
            await tx.run(Query("SELECT 1", ()))
        async with pool.transaction() as tx:
            assert await tx.run(Query("SELECT 1", ())) == [[(1,)]]

    async def test_what_the_database_refuses_leaves_nothing_and_the_connection_goes_on(self) -> None:
        one = text_of("one")
        for _ in range(3):
            with pytest.raises(IntegrityError):
                async with pool.transaction() as tx:
                    await store(tx, text_of("other"), one, one)
        assert await in_thread(PlayerText.objects.count) == 0

    async def test_what_follows_a_commit_is_done_in_order_and_fails_nothing(self) -> None:
        done: list[str] = []
        with storing.collecting() as collected:
            storing.after_commit(lambda: done.append("first"))
            storing.after_commit(lambda: 1 // 0)
            storing.after_commit(lambda: done.append(threading.current_thread().name), is_slow=True)
            storing.after_commit(lambda: done.append("second"))
        async with pool.transaction() as tx:
            await commit(tx, collected)
        assert done[:2] == ["first", "second"]
        assert done[2] != threading.current_thread().name


def test_outside_of_it_rows_are_stored_at_once(db: None) -> None:
    storing.insert(text_of("one"))
    storing.insert(text_of("two"), text_of("three"))
    kept = PlayerText.objects.get(text="one")
    kept.text, kept.salt = "four", "other"
    storing.update(kept, ("text",))
    assert set(PlayerText.objects.values_list("text", "salt")) == {("four", "s"), ("two", "s"), ("three", "s")}


def test_what_is_collected_is_not_stored(db: None) -> None:
    with storing.collecting() as collected:
        storing.insert(text_of("one"))
    assert not PlayerText.objects.exists()
    assert len(collected.inserts) == 1
