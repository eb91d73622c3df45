"""A server of several processes: visitors of one see those of the other, and its death loses no star."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from cosmos.models import TalkLine
from presence.services.visibility import set_visible
from profiles.models import User
from tests import machine
from tests.cosmos.conftest import Born
from tests.worlds.consumers.served import NetworkSocket, Site, bearer, served, until_it_answers
from worlds.services.hiding import hide_message

OFTEN = {"STREAMS_PER_USER": "99", "RATE_CONNECT": "999/minute"}


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.redis
def test_processes_show_each_other_and_when_killed_lose_nothing(
    born: Born, elena: User, mira: User, tmp_path: Path
) -> None:
    set_visible(user_id=elena.pk, visible=True)
    with served(tmp_path, REDIS_URL=machine.redis_server().where, WEB_CONCURRENCY="2", **OFTEN) as site:
        speaker, *others = [looks(site, person) for person in (elena, *[mira] * 5)]  # the system spreads them
        speaker.say({"type": "cursor", "position": [1, 2, 3]})
        assert {client.until("cursor_moved")["data"]["user_id"] for client in others} == {elena.short_id}
        speaker.say({"type": "chat", "text": "Hello."})
        lines = [client.until("chat_message")["data"] for client in others]
        assert {line["display_name"] for line in lines} == {str(elena)}
        row = TalkLine.objects.get()
        assert {line["line_id"] for line in lines} == {row.short_id}
        late = looks(site, mira)
        assert late.until("chat_history")["data"]["lines"] == [lines[0]]
        late.close()
        hide_message(moderator_id=mira.pk, text_id=row.text_id, reason="Unkind.")
        assert [client.until("lines_removed")["data"]["line_ids"] for client in others] == [[row.short_id]] * 5
        first = born("I whistle for the cat.")
        seen = [client.until("entry_positioned") for client in (speaker, *others)]
        assert [frame["data"]["position"] for frame in seen] == [list(first.position)] * 6
        for process in processes(site):
            os.kill(process, signal.SIGKILL)
        second = born("I whistle for the dog.")
        until_it_answers(site)
        again = NetworkSocket(site, f"/ws/cosmos/?last_sequence={seen[0]['sequence_number']}", bearer(mira))
        missed = [again.until(kind) for kind in ("entry_created", "chunk_enriched", "entry_positioned")]
        assert [frame["sequence_number"] for frame in missed] == [5, 6, 7]
        assert missed[-1]["data"]["position"] == list(second.position)
        for client in (speaker, *others, again):
            client.close()


def looks(site: Site, person: User) -> NetworkSocket:
    client = NetworkSocket(site, "/ws/cosmos/", bearer(person))
    client.until("cosmos_state")
    return client


def processes(site: Site) -> list[int]:
    """Those that serve: the children of the one that looks after them."""
    pid = site.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
