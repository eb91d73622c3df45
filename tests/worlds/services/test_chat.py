import uuid

import pytest
from pytest_django import Settings

from common.errors import InvalidInput, NotFound, RateLimited
from common.text_filter import TextNotFit
from common.text_filter.words import house_words
from presence.models import PlayerPresence
from profiles.models import User
from profiles.services import deletion
from profiles.services.profile import FORMER
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from tests.worlds.services.shared_worlds.holding import held
from tests.worlds.services.typed_commands.green import green_world
from worlds.models import GameSession, ModerationRecord, PlayerText, SharedWorld, WorldEvent
from worlds.models.texts import REMOVED
from worlds.rules.sight import SOMEONE
from worlds.services import chat, frames, hiding
from worlds.services.groups import parties
from worlds.services.membership import joining, leaving, spectating
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.texts import keep_under
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import IdempotencyConflict, TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trio() -> Tally:
    return tally(3)


def say(world: Tally, hand: Hand, text: str, **how: object) -> WorldEvent:
    return chat.send_message(user_id=hand.user_id, world_id=world.world_id, text=text, **how).event  # type: ignore[arg-type]


def heard(world: Tally, hand: Hand) -> list[str]:
    told = chat.chat_history(user_id=hand.user_id, world_id=world.world_id)
    return [str(frames.event_fields(event)["text"]) for event in told]


def test_what_is_said_to_the_world_everybody_hears(trio: Tally) -> None:
    say(trio, trio.hands[0], "I found the key!")
    assert [heard(trio, hand) for hand in trio.hands] == [["I found the key!"]] * 3


def test_what_is_said_in_a_room_is_heard_in_it(trio: Tally) -> None:
    speaker, near, far = trio.hands
    far.play("out")
    say(trio, speaker, "psst", channel="room")
    assert [heard(trio, hand) for hand in (speaker, near, far)] == [["psst"], ["psst"], []]


def test_a_whisper_is_heard_by_two(trio: Tally) -> None:
    speaker, friend, other = trio.hands
    event = say(trio, speaker, "behind the wall", to=friend.user_id)
    assert event.payload["channel"] == "whisper"
    assert [heard(trio, hand) for hand in (speaker, friend, other)] == [["behind the wall"], ["behind the wall"], []]


def hide_player(user_id: uuid.UUID) -> None:
    PlayerPresence.objects.update_or_create(user_id=user_id, defaults={"visible": False})


def told_to(world: Tally, reader: Hand) -> list[object]:
    events = chat.chat_history(user_id=reader.user_id, world_id=world.world_id)
    return [frames.event_fields(event).get("to") for event in events]


def test_the_two_who_hear_a_whisper_are_told_whom_it_is_for(trio: Tally) -> None:
    speaker, friend, _ = trio.hands
    say(trio, speaker, "behind the wall", to=friend.user_id)
    say(trio, speaker, "aloud")
    User.objects.filter(pk=friend.user_id).update(display_name="Ben")
    to = {"user_id": friend.session.user.short_id, "display_name": "Ben", "character_name": "Ben"}
    assert [told_to(trio, hand) for hand in trio.hands] == [[to, None], [to, None], [None]]


def test_a_whisper_to_oneself_is_for_oneself(trio: Tally) -> None:
    speaker = trio.hands[0]
    say(trio, speaker, "note to self", to=speaker.user_id)
    [to] = told_to(trio, speaker)
    assert isinstance(to, dict)
    assert to["user_id"] == speaker.session.user.short_id


def test_somebody_whose_account_is_gone_has_been_whispered_to_by_no_name(trio: Tally) -> None:
    speaker, friend, _ = trio.hands
    say(trio, speaker, "behind the wall", to=friend.user_id)
    user = friend.session.user
    deletion.say_farewell(user_id=user.pk, confirm=user.short_id, address="192.0.2.1")
    [to] = told_to(trio, speaker)
    assert isinstance(to, dict)
    assert (to["display_name"], to["character_name"]) == (FORMER, FORMER)


def test_somebody_hidden_who_only_watches_is_told_that_a_whisper_is_for_them(trio: Tally) -> None:
    watcher = tally(1, name="watcher").hands[0]
    spectating.spectate_world(user_id=watcher.user_id, world_id=trio.world_id)
    for person in (watcher, trio.hands[0]):
        hide_player(person.user_id)
    say(trio, trio.hands[0], "psst", to=watcher.user_id)
    [event] = chat.chat_history(user_id=watcher.user_id, world_id=trio.world_id)
    told = frames.event_fields(event)
    assert (told["user_id"], told["display_name"]) == (None, SOMEONE)
    assert told["to"]["user_id"] == watcher.session.user.short_id


@pytest.mark.parametrize("own", ["RATE_CHAT_ROOM", "RATE_CHAT_PARTY", "RATE_CHAT_WHISPER"])
def test_a_channel_may_have_a_rate_of_its_own(trio: Tally, settings: Settings, own: str) -> None:
    speaker, friend, _ = trio.hands
    parties.create_party(user_id=speaker.user_id, world_id=trio.world_id)
    setattr(settings, own, "1/hour")
    channel = own.removeprefix("RATE_CHAT_").lower()
    how = {"to": friend.user_id} if channel == "whisper" else {"channel": channel}
    say(trio, speaker, "once", **how)
    with pytest.raises(RateLimited, match="At most 1 "):
        say(trio, speaker, "twice", **how)
    say(trio, speaker, "elsewhere")
    say(trio, friend, "another's", channel="room")


def test_who_comes_later_has_not_heard_what_was_said_in_the_room(trio: Tally) -> None:
    speaker, _, late = trio.hands
    late.play("out")
    say(trio, speaker, "before you came", channel="room")
    late.play("in")
    assert heard(trio, late) == []


def test_strangers_neither_speak_nor_listen(trio: Tally) -> None:
    stranger = tally(1, name="stranger").hands[0]
    with pytest.raises(NotAMember):
        say(trio, stranger, "hello?")
    with pytest.raises(NotAMember):
        chat.chat_history(user_id=stranger.user_id, world_id=trio.world_id)


def test_nobody_whispers_to_somebody_who_is_not_here(trio: Tally) -> None:
    with pytest.raises(NotFound):
        say(trio, trio.hands[0], "hello?", to=uuid.uuid4())


def test_who_has_left_says_nothing_more(trio: Tally) -> None:
    leaving.leave_world(user_id=trio.hands[0].user_id, world_id=trio.world_id)
    with pytest.raises(NotAMember):
        say(trio, trio.hands[0], "one more thing")


def test_an_archived_world_is_silent(trio: Tally) -> None:
    SharedWorld.objects.update(status="archived")
    with pytest.raises(WorldArchived):
        say(trio, trio.hands[0], "hello?")


@pytest.mark.parametrize("wrong", ["", "   ", "\u200b", "x" * 501])
def test_one_says_something_and_not_too_much(trio: Tally, wrong: str) -> None:
    with pytest.raises(InvalidInput):
        say(trio, trio.hands[0], wrong)


def test_an_unknown_channel_is_refused(trio: Tally) -> None:
    with pytest.raises(InvalidInput):
        say(trio, trio.hands[0], "hello", channel="whisper")


def test_what_is_sent_again_under_its_key_is_said_once(trio: Tally) -> None:
    speaker, friend, _ = trio.hands
    first = say(trio, speaker, "hello", idempotency_key="one")
    assert say(trio, speaker, "hello", idempotency_key="one") == first
    assert say(trio, friend, "hello", idempotency_key="one") != first
    assert say(trio, speaker, "hello") != first
    assert heard(trio, friend) == ["hello"] * 3


def test_what_was_said_is_answered_the_same_after_everything_has_changed(trio: Tally) -> None:
    speaker, friend, _ = trio.hands
    whisper = say(trio, speaker, "psst", to=friend.user_id, idempotency_key="one")
    leaving.leave_world(user_id=friend.user_id, world_id=trio.world_id)
    leaving.leave_world(user_id=speaker.user_id, world_id=trio.world_id)
    assert whisper.text is not None
    hiding.hide_message(moderator_id=uuid.uuid4(), text_id=whisper.text.pk, reason="asked to")
    assert say(trio, speaker, "psst", to=friend.user_id, idempotency_key="one") == whisper


@pytest.mark.parametrize("other", [{"text": "pssst"}, {"channel": "room", "to": None}, {"to": 2}])
def test_a_key_stands_for_one_thing_said(trio: Tally, other: dict[str, object]) -> None:
    speaker, friend, third = trio.hands
    say(trio, speaker, "psst", to=friend.user_id, idempotency_key="one")
    changed = {"text": "psst", "to": friend.user_id, **other} | ({"to": third.user_id} if other.get("to") else {})
    with pytest.raises(IdempotencyConflict):
        say(trio, speaker, idempotency_key="one", **changed)  # type: ignore[arg-type]
    assert heard(trio, friend) == ["psst"]


def test_a_key_is_used_in_one_world(trio: Tally) -> None:
    speaker, elsewhere = trio.hands[0], tally(1, name="elsewhere")
    joining.join_world(user_id=speaker.user_id, world_id=elsewhere.world_id)
    say(trio, speaker, "hello", idempotency_key="one")
    with pytest.raises(IdempotencyConflict):
        say(elsewhere, speaker, "hello", idempotency_key="one")


def test_a_key_taken_in_two_worlds_at_once_is_refused(trio: Tally) -> None:
    speaker = trio.hands[0]
    keep_under("one", author_id=speaker.user_id, text="hello")
    with pytest.raises(IdempotencyConflict):
        keep_under("one", author_id=speaker.user_id, text="hello")


def test_a_swearword_is_masked_and_a_moderator_hears_of_it(trio: Tally) -> None:
    say(trio, trio.hands[0], "what the fuck is that")
    assert heard(trio, trio.hands[1]) == ["what the **** is that"]
    [record] = ModerationRecord.objects.all()
    assert (record.action, record.author_id) == ("masked", trio.hands[0].user_id)
    assert record.text.text == "what the fuck is that"


def test_what_may_not_be_said_is_refused_noted_and_heard_by_nobody(trio: Tally) -> None:
    unspeakable = min(house_words()["threat"])
    with pytest.raises(TextNotFit):
        say(trio, trio.hands[0], f"you, {unspeakable}")
    assert heard(trio, trio.hands[1]) == []
    assert ModerationRecord.objects.get().action == "refused"


def test_an_innocent_word_with_another_meaning_stands_and_is_noted(trio: Tally) -> None:
    say(trio, trio.hands[0], "the cock crowed twice")
    assert heard(trio, trio.hands[1]) == ["the cock crowed twice"]


def test_a_hidden_message_is_gone_at_every_door_and_the_log_stays_whole(trio: Tally) -> None:
    from worlds.services.events import first_broken

    event = say(trio, trio.hands[0], "regrettable")
    assert event.text is not None
    hiding.hide_message(moderator_id=uuid.uuid4(), text_id=event.text.pk, reason="asked to")
    assert heard(trio, trio.hands[1]) == [REMOVED]
    assert not PlayerText.objects.filter(text__contains="regrettable").exists()
    assert first_broken(world_id=trio.world_id) is None


def test_words_stand_in_no_event(trio: Tally) -> None:
    event = say(trio, trio.hands[0], "unforgettable")
    assert "unforgettable" not in str(WorldEvent.objects.values_list("payload", flat=True).get(pk=event.pk))


class TestAKeyThatWasUsed:
    """Under it what was said is answered again, and nothing else can be done."""

    @pytest.fixture
    def spoken(self, trio: Tally) -> Hand:
        say(trio, trio.hands[0], "Hello.", idempotency_key="k")
        return trio.hands[0]

    def test_gives_moderators_nothing_to_read(self, trio: Tally, spoken: Hand) -> None:
        worst = min(house_words()["slur"])
        for wrong in (f"You {worst}", f"You {worst} again", "kill yourself"):
            with pytest.raises(IdempotencyConflict):
                say(trio, spoken, wrong, idempotency_key="k")
            with pytest.raises(IdempotencyConflict):
                chat.show_gesture(user_id=spoken.user_id, world_id=trio.world_id, text=wrong, kind="emote", key="k")
        assert ModerationRecord.objects.count() == 0
        assert PlayerText.objects.count() == 1

    def test_neither_waits_for_the_world_nor_costs_anything(
        self, trio: Tally, spoken: Hand, settings: Settings
    ) -> None:
        settings.RATE_CHAT = "1/minute"
        with held(SharedWorld.objects.select_for_update().filter(pk=trio.world_id)):
            for _ in range(3):
                again = chat.send_message(
                    user_id=spoken.user_id, world_id=trio.world_id, text="Hello.", idempotency_key="k"
                )
                assert again.replayed
        say(trio, spoken, "And you?")


def test_a_player_whose_story_has_ended_hears_no_room() -> None:
    living = green_world("ada", "ben", "cy")
    ada, ben, cy = living.people
    game = GameSession.objects.get(user=cy)
    for option in ("climb", "home"):
        play_turn(user_id=cy.pk, session_id=game.pk, request=TurnRequest(option))
    said = chat.send_message(user_id=ada.pk, world_id=living.world.pk, text="Psst.", channel="room").event
    assert said.audience == sorted(str(person.pk) for person in (ada, ben))
    assert chat.chat_history(user_id=cy.pk, world_id=living.world.pk) == []
