"""What the calls of curation take."""

from common.fields import AsWritten, Choice, Key, Prose, StrictSerializer, Truth, Whole
from common.limits import ID
from improvisations import limits
from worlds.limits import SLUG, STORED_STORY_ID
from worlds.rules.grid import CELLS


class Sharing(StrictSerializer):
    """The game's own log takes precedence over these fields; see the 409 answers."""

    session_id = Key(max_length=ID)
    scenario_id = Key(max_length=SLUG)
    node_id = Key(max_length=STORED_STORY_ID)
    player_input = Prose(max_length=limits.IDEA_TEXT)
    narrative_response = Prose(
        max_length=limits.RESPONSE_TEXT,
        required=False,
        allow_blank=True,
        help_text="Required if the log has no record.",
    )
    classification = Choice(choices=CELLS, required=False, help_text="Required if the log has no record.")
    outcome = Prose(max_length=limits.OUTCOME_TEXT, required=False, allow_blank=True, help_text="In your own words.")


class Draft(StrictSerializer):
    """Omitted fields stay as they are. `version`: refuse unless this is the current version."""

    player_input = Prose(max_length=limits.IDEA_TEXT, required=False)
    narrative_response = Prose(
        max_length=limits.RESPONSE_TEXT,
        required=False,
        help_text="Only for an improvisation without a record in the log.",
    )
    outcome = Prose(max_length=limits.OUTCOME_TEXT, required=False, allow_blank=True)
    version = Whole(required=False)


class ClaimWish(StrictSerializer):
    version = Whole(required=False, help_text="Refuse unless this is the current version.")


class Review(StrictSerializer):
    """`reviewer_notes` are shown to the author."""

    action = Choice(choices=("approve", "reject"))
    reviewer_notes = Prose(max_length=limits.API_NOTE, required=False, allow_blank=True)
    version = Whole(required=False, help_text="Refuse unless this is the current version.")


class IntegrationWish(StrictSerializer):
    """Without `outcome_node_id` the option stays at its node. `as_option` false makes it an answer of the node's improvise option."""

    target_node_id = Key(max_length=STORED_STORY_ID)
    as_option = Truth(default=True)
    option_text = AsWritten(
        max_length=limits.OPTION_TEXT,
        required=False,
        help_text="Default: the moderators' wording, or the player's own words.",
    )
    outcome_node_id = Key(max_length=STORED_STORY_ID, required=False, allow_null=True, help_text="A node or an ending.")
    version = Whole(required=False, help_text="Refuse unless this is the current version.")
