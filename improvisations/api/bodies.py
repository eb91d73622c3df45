"""What the calls of curation take."""

from common.fields import AsWritten, Choice, Key, Prose, StrictSerializer, Truth, Whole
from common.limits import ID
from improvisations import limits
from worlds.limits import SLUG, STORED_STORY_ID
from worlds.rules.grid import CELLS


class Sharing(StrictSerializer):
    """What the game's own log says counts before what is said here; see the answers with 409."""

    session_id = Key(max_length=ID)
    scenario_id = Key(max_length=SLUG)
    node_id = Key(max_length=STORED_STORY_ID)
    player_input = Prose(max_length=limits.IDEA_TEXT)
    narrative_response = Prose(
        max_length=limits.RESPONSE_TEXT,
        required=False,
        allow_blank=True,
        help_text="Needed where the log has no record.",
    )
    classification = Choice(choices=CELLS, required=False, help_text="Needed where the log has no record.")
    outcome = Prose(max_length=limits.OUTCOME_TEXT, required=False, allow_blank=True, help_text="In your own words.")


class Draft(StrictSerializer):
    """What is left out stays as it was. `version`: refuse unless it is at this one."""

    player_input = Prose(max_length=limits.IDEA_TEXT, required=False)
    narrative_response = Prose(
        max_length=limits.RESPONSE_TEXT, required=False, help_text="Only of one that no record of the log backs."
    )
    outcome = Prose(max_length=limits.OUTCOME_TEXT, required=False, allow_blank=True)
    version = Whole(required=False)


class ClaimWish(StrictSerializer):
    version = Whole(required=False, help_text="Refuse unless it is at this one.")


class Review(StrictSerializer):
    """`reviewer_notes` go to the author."""

    action = Choice(choices=("approve", "reject"))
    reviewer_notes = Prose(max_length=limits.API_NOTE, required=False, allow_blank=True)
    version = Whole(required=False, help_text="Refuse unless it is at this one.")


class IntegrationWish(StrictSerializer):
    """Without `outcome_node_id` the option stays at its node. `as_option` false: an answer of the node's improvise option."""

    target_node_id = Key(max_length=STORED_STORY_ID)
    as_option = Truth(default=True)
    option_text = AsWritten(
        max_length=limits.OPTION_TEXT,
        required=False,
        help_text="Without it the moderators' wording, or the player's own words.",
    )
    outcome_node_id = Key(max_length=STORED_STORY_ID, required=False, allow_null=True, help_text="A node or an ending.")
    version = Whole(required=False, help_text="Refuse unless it is at this one.")
