"""The Python client against a whole server: what its README promises."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from kleene_client import AsyncClient, Client, Refused, StreamEnded, WorldStream

from common.database_threads import in_thread
from common.planned_shutdown import cancel_shutdown, plan_shutdown
from kleene_site.client_library import module
from profiles.services import tokens
from tests.worlds.consumers.served import Site, served
from tests.worlds.living_world import Living, shared_world
from worlds.models import TurnRecord
from worlds.services.membership import hosting

README = module.FILE.with_name("README.md")
SPENT = "spent.access.token"


@pytest.fixture
def living(transactional_db: None) -> Living:
    return shared_world("ada", "ben")


@pytest.fixture
def site(living: Living, tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, RATE_CONNECT="1000/minute") as running:
        yield running


def client_of(site: Site, living: Living, *, which: int = 0) -> Client:
    return Client(site.url("/"), **tokens_of(living, which=which))


def tokens_of(living: Living, *, which: int) -> dict[str, Any]:
    pair = tokens.issue_pair(living.people[which])
    return {"access": pair["access"], "refresh": pair["refresh"]}


def test_the_generated_part_is_what_the_document_says() -> None:
    assert module.FILE.read_text() == module.source(), "run: python manage.py client_library"


def test_the_first_bot_of_the_readme_plays_to_an_ending(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)[0]
    random.seed(1)
    exec(code.replace("http://127.0.0.1:8000", site.url("")), {})  # noqa: S102 - the README's own words
    assert capsys.readouterr().out in {"You stay.\n", "The gate was stronger.\n"}


@pytest.mark.slow
def test_a_planned_shutdown_is_told_with_every_answer_of_a_running_server(site: Site, living: Living) -> None:
    session = living.world.sessions.get(user=living.people[0])
    with client_of(site, living) as ada:
        assert ada.shutdown is None
        plan_shutdown(seconds=600, reason="New lämps", by=living.people[1].pk)
        while ada.shutdown is None:  # a server looks for it every two seconds
            time.sleep(0.05)
            ada.show_game(session.short_id)
        assert 500 < ada.shutdown.seconds <= 600
        assert ada.shutdown.reason == "New lämps"
        assert "The server stops at" in httpx.get(site.url("/help")).text
        assert cancel_shutdown(by=living.people[1].pk)
        while ada.shutdown is not None:
            time.sleep(0.05)
            ada.show_game(session.short_id)


def test_what_the_network_loses_is_done_once_and_a_spent_token_renewed(site: Site, living: Living) -> None:
    session = living.world.sessions.get(user=living.people[0])
    with client_of(site, living) as ada:
        first, ada.tokens.access = ada.tokens.access, SPENT
        lose_the_first_answer(ada)
        turn = ada.play_turn(session.short_id, option_id="wait")
        assert turn["narrative"].startswith("An hour goes.")
        assert ada.tokens.access not in {first, SPENT}
        assert TurnRecord.objects.filter(session=session, kind=TurnRecord.Kind.CHOICE).count() == 1
        with pytest.raises(Refused) as refused:
            ada.play_turn(session.short_id, option_id="no_such_option")
        assert (refused.value.status, refused.value.code) == (400, "option_not_available")


def lose_the_first_answer(client: Client) -> None:
    """The first good answer to a turn gets lost on its way back, after the server has played it."""
    client._http._transport.close()
    client._http._transport = Losing()


class Losing(httpx.BaseTransport):
    def __init__(self) -> None:
        self._real, self._has_lost = httpx.HTTPTransport(), False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._real.handle_request(request)
        if request.url.path.endswith("/turns") and answer.is_success and not self._has_lost:
            self._has_lost = True
            answer.read()
            raise httpx.ReadError("the answer was lost", request=request)
        return answer

    def close(self) -> None:
        self._real.close()


@pytest.mark.slow
def test_a_stream_goes_on_after_its_socket_broke_off_and_ends_when_its_reader_is_sent_away(
    site: Site, living: Living
) -> None:
    ada, ben = living.people
    with client_of(site, living, which=1) as client, client.listen(living.world.short_id) as world:
        assert next(iter(world))["type"] == "game_state"
        living.says(ada, "one")
        assert said(world) == "one"
        assert world._socket is not None
        world._socket.close()
        living.says(ada, "two")
        living.says(ada, "three")
        assert [said(world), said(world)] == ["two", "three"]
        hosting.kick_player(user_id=ada.pk, world_id=living.world.pk, player=ben.short_id)
        with pytest.raises(StreamEnded) as ended:
            said(world)
        assert ended.value.code == 4403


def said(world: WorldStream) -> str:
    return next(frame["data"]["text"] for frame in world if frame["type"] == "chat_message")


async def test_asynchronous_code_plays_and_listens_likewise(site: Site, living: Living) -> None:
    world, session = living.world.short_id, await in_thread(living.world.sessions.get, user=living.people[0])
    told = await in_thread(tokens_of, living, which=0)
    async with AsyncClient(site.url("/"), **told) as ada, ada.listen(world) as stream:
        heard = aiter(stream)
        assert (await anext(heard))["type"] == "game_state"
        ada.tokens.access = SPENT
        await asyncio.gather(ada.say(world, text="hello"), ada.play_turn(session.short_id, option_id="wait"))
        types = set[str]()
        while not types >= {"chat_message", "turn_played"}:
            types.add((await anext(heard))["type"])
