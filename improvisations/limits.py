"""How long a text of curation may be, in characters, and how many of a thing there may be."""

from typing import Final

IDEA_TEXT: Final = 500  # what a player did, in their own words
RESPONSE_TEXT: Final = 4000  # what was answered
OUTCOME_TEXT: Final = 500  # what came of it
OPTION_TEXT: Final = 500  # an idea as an option of the story
NOTE: Final = 1000  # a moderator's to the author, on a page
API_NOTE: Final = 2000  # the same over the API
COMMENT: Final = 1000  # a moderator's to the others, on a report or an improvisation
CONSEQUENCES: Final = 4000  # as a moderator writes them
VIEW_NAME: Final = 40  # of a moderator's view of the queue
VIEW_QUERY: Final = 500

IDEAS_A_DAY: Final = 20  # of one player in any 24 hours, drafts handed in again included
COMMENTS: Final = 200  # on one report or improvisation
SAVED_VIEWS: Final = 20  # of one moderator
