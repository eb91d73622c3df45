"""Commands about whom one follows, and about one's party."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from worlds.event_types.ephemeral import FollowState, PartyState
from worlds.rules import texts
from worlds.rules.typed_commands.names import meant
from worlds.services.groups import following, parties
from worlds.services.groups.errors import NothingAsked
from worlds.services.typed_commands.naming import NO_SUCH_PLAYER, named_others, names_by_id
from worlds.services.typed_commands.speaking import say_on_channel
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply


class AnswerFollower(Protocol):
    def __call__(self, *, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str | None = None) -> FollowState: ...


class ChangeParty(Protocol):
    def __call__(self, *, user_id: uuid.UUID, world_id: str | uuid.UUID) -> PartyState: ...


class ChangeMember(Protocol):
    def __call__(self, *, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str) -> PartyState: ...


def follow_named(call: Call) -> Reply:
    if not call.words:
        return tell_following(call)
    leader = meant(call.words, named_others(call.caller))
    if leader is None:
        return failed_reply(NO_SUCH_PLAYER)
    state = following.ask_to_follow(user_id=call.caller.user_id, world_id=_world(call), player=leader.id)
    return _followed(state, call, f"You ask {leader.name} whether you may follow.")


def unfollow_named(call: Call) -> Reply:
    state = following.unfollow_leader(user_id=call.caller.user_id, world_id=_world(call))
    return _followed(state, call)


def tell_following(call: Call) -> Reply:
    return _followed(following.follow_state(user_id=call.caller.user_id, world_id=_world(call)), call)


def answer_request(follower: AnswerFollower, party: ChangeParty, call: Call) -> Reply:
    """Answer whoever asks to follow, or is named; if nobody asks, the party that invites."""
    asker = meant(call.words, named_others(call.caller)) if call.words else None
    if call.words and asker is None:
        return failed_reply(NO_SUCH_PLAYER)
    me, world_id = call.caller.user_id, _world(call)
    try:
        state = follower(user_id=me, world_id=world_id, player=None if asker is None else asker.id)
    except NothingAsked:
        if asker is not None and asker.id != parties.party_state(user_id=me, world_id=world_id).leader:
            raise
        return _partied(party(user_id=me, world_id=world_id), call)
    return _followed(state, call)


def run_party(call: Call) -> Reply:
    """What the first word says; without one, how the party stands."""
    word, _, words = call.words.partition(" ")
    run = _PARTY.get(word.casefold())
    if run is None:
        return failed_reply(f"Type /party, or /party with one of: {', '.join(word for word in _PARTY if word)}.")
    return run(replace(call, words=words.strip()))


def _change_party(change: ChangeParty, call: Call) -> Reply:
    return _partied(change(user_id=call.caller.user_id, world_id=_world(call)), call)


def _change_member(change: ChangeMember, call: Call) -> Reply:
    other = meant(call.words, named_others(call.caller))
    if other is None:
        return failed_reply(NO_SUCH_PLAYER)
    return _partied(change(user_id=call.caller.user_id, world_id=_world(call), player=other.id), call)


def _followed(state: FollowState, call: Call, told: str = "") -> Reply:
    names = names_by_id(call.caller)
    ahead = "nobody" if state.following is None else names.get(state.following, "somebody")
    behind = texts.listing([names.get(one, "somebody") for one in state.followers] or ["Nobody"])
    verb = "follow" if len(state.followers) > 1 else "follows"
    result = {"state": {"following": state.following, "followers": list(state.followers)}}
    return Reply(told or f"You follow {ahead}. {behind} {verb} you.", result)


def _partied(state: PartyState, call: Call) -> Reply:
    result = {"state": {"members": list(state.members), "leader": state.leader, "invited": list(state.invited)}}
    return Reply(_told(state, names_by_id(call.caller)), result)


def _told(state: PartyState, names: Mapping[str, str]) -> str:
    """The party in words; whoever is not among the others is the caller."""
    if state.leader is None:
        return "You are in no party."
    if all(one in names for one in state.members):
        return f"{names[state.leader]} invites you into a party. Type /party accept, or /party decline."
    members = texts.listing(names.get(one, "you") for one in state.members)
    invited = [names.get(one, "you") for one in state.invited]
    leads = f"{names[state.leader]} leads" if state.leader in names else "You lead"
    return f"In the party: {members}. {leads}.{f' Invited: {texts.listing(invited)}.' if invited else ''}"


def _world(call: Call) -> uuid.UUID:
    assert call.caller.world_id is not None, "the table offers groups in worlds only"
    return call.caller.world_id


_PARTY: Final[Mapping[str, Callable[[Call], Reply]]] = {
    "": partial(_change_party, parties.party_state),
    "create": partial(_change_party, parties.create_party),
    "invite": partial(_change_member, parties.invite_to_party),
    "accept": partial(_change_party, parties.accept_party),
    "decline": partial(_change_party, parties.decline_party),
    "kick": partial(_change_member, parties.kick_from_party),
    "leave": partial(_change_party, parties.leave_party),
    "disband": partial(_change_party, parties.disband_party),
    "say": partial(say_on_channel, "party"),
}
_ACCEPT: Final = partial(answer_request, following.accept_follower, parties.accept_party)
_DECLINE: Final = partial(answer_request, following.decline_follower, parties.decline_party)

VERBS: Final = (
    Verb("follow", "<player>", "Ask a player whether you may follow them.", follow_named, where="world"),
    Verb("unfollow", "", "Follow nobody any longer.", unfollow_named, where="world"),
    Verb("following", "", "Tell whom you follow, and whom you lead.", tell_following, ("followers",), where="world"),
    Verb("accept", "[player]", "Let a player follow you, or join the party that invites.", _ACCEPT, where="world"),
    Verb("decline", "[player]", "Refuse a player, or the party that invites.", _DECLINE, where="world"),
    Verb(
        "party", "[create, invite <player>, …]", "Tell how your party stands, or change it.", run_party, where="world"
    ),
    Verb("p", "<words>", "Say something to your party.", _PARTY["say"], where="world", cost="its own"),
)
