"""Commands that say something to others. They count as lines of chat."""

from __future__ import annotations

from functools import partial
from typing import Final

from worlds.rules.typed_commands.names import Named, meant_first
from worlds.services import chat
from worlds.services.typed_commands.naming import NO_SUCH_PLAYER, named_others
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply


def say_on_channel(channel: str, call: Call) -> Reply:
    if not call.words:
        return failed_reply("Say what? Type the words behind the command.")
    return _sent(call, call.words, f"You say: {call.words}", channel=channel)


def whisper_to(call: Call) -> Reply:
    found = meant_first(call.words, named_others(call.caller))
    if found is None:
        return failed_reply(NO_SUCH_PLAYER)
    listener, words = found
    return _whispered(call, listener, words)


def reply_to_whisper(call: Call) -> Reply:
    """Whisper to whoever whispered last; where nobody did, to whomever one whispered to last."""
    last = _last_partner(call)
    if last is None:
        return failed_reply("Nobody has whispered to you lately.")
    return _whispered(call, last, call.words)


def show_emote(kind: chat.Gesture, call: Call) -> Reply:
    if not call.words:
        return failed_reply(f"What do you do? Type for example: {call.verb.name} {call.verb.usage}")
    return tell_gesture(call, call.words, kind)


def tell_gesture(call: Call, words: str, kind: chat.Gesture = "emote") -> Reply:
    """Show those at the place what one does; the screened words are what they read."""
    world_id = call.caller.world_id
    if world_id is None:
        return Reply(f"You: {words}. Nobody else is here to see it.")
    said = chat.show_gesture(user_id=call.caller.user_id, world_id=world_id, text=words, kind=kind, key=call.caller.key)
    return Reply(f"You: {words}", {"sequence": said.event.sequence})


def _whispered(call: Call, listener: Named, words: str) -> Reply:
    if not words:
        return failed_reply(f"Whisper what to {listener.name}?")
    return _sent(call, words, f"You whisper to {listener.name}: {words}", to=listener.id)


def _sent(call: Call, words: str, told: str, *, channel: str = "world", to: str | None = None) -> Reply:
    assert call.caller.world_id is not None, "the table offers talk in worlds only"
    said = chat.send_message(
        user_id=call.caller.user_id,
        world_id=call.caller.world_id,
        text=words,
        channel=channel,
        to=to,
        idempotency_key=call.caller.key,
    )
    return Reply(told, {"sequence": said.event.sequence})


def _last_partner(call: Call) -> Named | None:
    world_id, me = call.caller.world_id, call.caller.user_id
    assert world_id is not None, "the table offers talk in worlds only"
    others = {one.id: one for one in named_others(call.caller)}
    heard = chat.chat_history(user_id=me, world_id=world_id)[::-1]
    whispers = [event for event in heard if event.payload.get("channel") == "whisper"]
    for person in (*(event.actor for event in whispers), *(event.to for event in whispers)):
        if person is not None and person.short_id in others:
            return others[person.short_id]
    return None


def _posture(words: str, call: Call) -> Reply:
    return tell_gesture(call, words)


_POSTURES: Final = (
    ("sit", "sits down.", "Sit down."),
    ("stand", "stands up.", "Stand up."),
    ("lie", "lies down.", "Lie down."),
    ("rest", "rests for a while.", "Rest a while. It takes no time of the story."),
)

VERBS: Final = (
    Verb(
        "say",
        "<words>",
        "Say something to those at your place.",
        partial(say_on_channel, "room"),
        ("'", "local"),
        where="world",
        cost="its own",
    ),
    Verb(
        "shout",
        "<words>",
        "Say something to the whole world.",
        partial(say_on_channel, "world"),
        ("global", "world"),
        who="anybody",
        where="world",
        cost="its own",
    ),
    Verb(
        "whisper",
        "<player> <words>",
        "Say something to one player.",
        whisper_to,
        ("w", "tell"),
        where="world",
        cost="its own",
    ),
    Verb(
        "reply",
        "<words>",
        "Whisper to whoever whispered last, or to whomever you last whispered to.",
        reply_to_whisper,
        ("r",),
        where="world",
        cost="its own",
    ),
    Verb(
        "emote", "waves.", "Show what you do: Elena waves.", partial(show_emote, "emote"), ("me", ":"), cost="its own"
    ),
    Verb("pose", "leans on the gate.", "Show how you stand.", partial(show_emote, "pose"), cost="its own"),
    *(
        Verb(name, "", told, partial(_posture, words), ("wake",) if name == "stand" else (), cost="its own")
        for name, words, told in _POSTURES
    ),
)
