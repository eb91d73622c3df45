"""What the calls of play take. Services judge what it means."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from common.fields import AsWritten, Choice, Key, Prose, StrictSerializer, Truth, Whole
from common.limits import ID
from worlds import limits
from worlds.models import GameSession, SharedWorld

START_MODES = [(value, label) for value, label in GameSession.Mode.choices if value != GameSession.Mode.PREVIEW]


class Start(StrictSerializer):
    """With `world_id` null, a new world is created. The fields from `show_character` on apply to shared worlds only."""

    scenario_id = Key(max_length=limits.SLUG)
    game_mode = Choice(choices=START_MODES, default=str(GameSession.Mode.SOLO))
    world_id = Key(max_length=ID, required=False, allow_null=True)
    character_name = AsWritten(max_length=limits.CHARACTER_NAME, required=False)
    show_character = Truth(
        required=False, help_text="Let people outside the world see your character, and where it is."
    )
    visibility = Choice(choices=SharedWorld.Visibility.choices, required=False)
    max_players = Whole(min_value=limits.FEWEST_SEATS, max_value=limits.MOST_SEATS, required=False)
    time_policy = Choice(choices=("furthest", "sum"), required=False)
    quorum = Whole(min_value=limits.FEWEST_SEATS, max_value=limits.MOST_SEATS, required=False, allow_null=True)
    agents_allowed = Truth(required=False)
    ready_check = Truth(required=False, help_text="Turns wait until all players are ready, or you start the world.")
    invite = Key(max_length=limits.INVITE_CODE, required=False)


class NewCharacter(Start):
    """What a game is started with; `name` is the character's, as `character_name` is."""

    name = AsWritten(max_length=limits.CHARACTER_NAME, required=False)


class Turn(StrictSerializer):
    """An option, free text, or both for an option that asks for words."""

    rules: ClassVar[Mapping[str, Any]] = {
        "anyOf": [
            {"required": ["option_id"], "properties": {"option_id": {"type": "string"}}},
            {"required": ["input"], "properties": {"input": {"type": "string", "pattern": r"\S"}}},
        ]
    }

    option_id = Key(max_length=limits.STORED_STORY_ID, required=False, allow_null=True)
    input = Prose(max_length=limits.TURN_TEXT, required=False, allow_null=True, allow_blank=True)
    expected_turn = Whole(required=False, allow_null=True, help_text="Refused unless the game is at this turn.")
    expected_number = Whole(required=False, allow_null=True, help_text="Refused unless the log has this length.")


class Settings(StrictSerializer):
    parser_mode = Truth(required=False)
    improvisation_temperature = Whole(max_value=10, required=False)


class Rewind(StrictSerializer):
    """The target: exactly one of the two fields."""

    rules: ClassVar[Mapping[str, Any]] = {"oneOf": [{"required": ["to"]}, {"required": ["steps"]}]}

    to = serializers.RegexField("^T[0-9]{1,9}$", required=False, help_text="A turn, for example T6.")
    steps = Whole(min_value=1, required=False)


class Nothing(StrictSerializer):
    """No body, or an empty object."""
