"""What happens in a world, as its stream tells it, in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kleene_play.texts import called, one_line
from kleene_play.told import Kind, Told

Frame = Mapping[str, Any]
CHANNELS: Final = {"room": " (here)", "party": " (party)", "whisper": " (whispers)", "world": ""}
PARTINGS: Final = {"kicked": "was removed by the host", "banned": "was banned by the host"}
ENDINGS: Final = {"victory": "victory", "death": "death", "transcendence": "beyond this world"}
CHANGES_THE_VIEW: Final = frozenset(
    {"world_state_changed", "player_moved", "room_occupants", "room_update", "content_integrated", "resync",
     "critical_item_recovered", "ready_changed", "world_archived"}
)  # fmt: skip


class News:
    """Lines for one reader, whose id is `me`; `places` holds the names of places that the reader has seen."""

    def __init__(self, me: str) -> None:
        self.me = me
        self.here = ""
        self.places: dict[str, str] = {}

    def know(self, view: Mapping[str, Any]) -> None:
        place = view["location"]
        self.here = place["id"]
        self.places[place["id"]] = one_line(place["name"])
        self.places |= {way["target"]: one_line(way["name"]) for way in place["exits"] if way["name"]}

    def told(self, frame: Frame) -> Told | None:
        """The line for a frame; None for frames that need none."""
        data, kind = frame["data"], str(frame["type"])
        if kind == "chat_message":
            return self._chat(data)
        is_mine = data.get("user_id") == self.me
        text = self._to_me(kind, data, called(data)) or ("" if is_mine else self._of_others(kind, data, called(data)))
        level: Kind = "error" if kind == "error" else "news"
        return Told(level, text) if text else None

    def _chat(self, data: Mapping[str, Any]) -> Told:
        name = "You" if data.get("user_id") == self.me and not data.get("kind") else called(data)
        words = "(removed)" if data.get("removed") else one_line(data.get("text", ""))
        if data.get("kind"):  # what somebody does, behind their name
            return Told("chat", f"{name} {words}")
        return Told("chat", f"{name}{self._channel(data)}: {words}")

    def _channel(self, data: Mapping[str, Any]) -> str:
        if data.get("role") == "spectator":
            return " (watching)"
        if data["channel"] == "whisper" and data.get("to"):  # servers of before do not say to whom
            is_to_me = data["to"]["user_id"] == self.me
            return " (whispers to you)" if is_to_me else f" (to {called(data['to'])})"
        return CHANNELS.get(str(data["channel"]), "")

    def _to_me(self, kind: str, data: Mapping[str, Any], name: str) -> str:
        match kind:
            case "error":
                return one_line(data["message"])
            case "turn_waiting":
                return f"Your turn waits for others; {data['position']} before you."
            case "world_archived":
                return "This world has ended. Its stories stay readable."
            case "critical_item_recovered":
                return one_line(data.get("public", ""))
            case "ready_changed":
                return f"{data['ready']} of {data['players']} players are ready." if data["waiting"] else "It begins."
        return self._from_others(kind, data, name)

    def _from_others(self, kind: str, data: Mapping[str, Any], name: str) -> str:
        match kind:
            case "server_shutdown":
                return shutdown_line(data["seconds"], data.get("reason", ""))
            case "follow_request":
                return f"{name} asks to follow you: /accept or /decline."
            case "party_state" if self.me in data.get("invited", ()):
                return "You are invited to a party: /party accept."
            case "player_moved" if data.get("by_staff") and data.get("user_id") == self.me:
                return "A moderator has moved you, outside the story."
        return ""

    def _of_others(self, kind: str, data: Mapping[str, Any], name: str) -> str:
        return self._movement(kind, data, name) or _deed(kind, data, name)

    def _movement(self, kind: str, data: Mapping[str, Any], name: str) -> str:
        match kind:
            case "player_joined":
                return f"{name} joined{self._at(data.get('location'))}."
            case "player_left":
                return f"{name} {PARTINGS.get(str(data.get('reason')), 'left this world')}."
            case "player_left_game":
                return f"{name} is away."
            case "player_moved" if self.here not in {data.get("from"), data.get("to")}:  # else the place tells it
                return f"{name} went to {self._place(data.get('to'))}."
            case "player_entered" | "player_left_room":
                return one_line(data.get("message") or "")
        return ""

    def _at(self, place: object) -> str:
        return f" at {self._place(place)}" if place else ""

    def _place(self, place: object) -> str:
        return self.places.get(str(place)) or one_line(str(place or "elsewhere").replace("_", " "))


def shutdown_line(seconds: int | None, reason: str) -> str:
    """Of a planned shutdown; None: it is cancelled."""
    if seconds is None:
        return "The shutdown was cancelled."
    why = f": {one_line(reason)}" if reason else ""
    return f"The server stops in {seconds} seconds{why}. Your game is saved."


def _deed(kind: str, data: Mapping[str, Any], name: str) -> str:
    match kind:
        case "player_finished":
            end = ENDINGS.get(str(data.get("ending_type")))
            return f"{name} has reached an ending{': ' + end if end else ''}."
        case "turn_played" if data.get("kind") != "refused":
            return _turn(data, name)
        case "outcome_told":
            return _quoted(data.get("outcome", ""))
        case "content_integrated" if data.get("action") == "added":
            return f"{name} had an idea that is part of this world now."
    return ""


def _turn(data: Mapping[str, Any], name: str) -> str:
    if data.get("removed"):
        return f"{name} did something of their own."
    if data.get("text"):
        return f"{name} tries: {one_line(data['text'])}"
    if data.get("option_text"):
        return f"{name} chose {_quoted(data['option_text'])}"
    return f"{name} made a choice."


def _quoted(text: object) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{one_line(text)}\N{RIGHT DOUBLE QUOTATION MARK}"
