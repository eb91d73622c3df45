"""How long a text may be, and how many of a thing there may be: one place for all of it.

How often something may be done is a budget (`services/budgets.py`). What an operator chooses is a setting
(docs/operating.md). How much of the past a state remembers belongs to the engine, and stands in its rules.
"""

from typing import Final

# What people write, in characters.
TURN_TEXT: Final = 500
COMMAND: Final = 600  # of a typed command: a verb, a name, and what is said
EMOTE: Final = 200
POSE: Final = 100
ALIAS_NAME: Final = 20
ALIAS_COMMAND: Final = 200
ALIASES: Final = 20  # of one player
MUTE_MINUTES: Final = 525_600  # that a command mutes for at most: a year
CHAT_TEXT: Final = 500
CHARACTER_NAME: Final = 60
REMOVAL_REASON: Final = 500  # a host's, for sending somebody away
REPORT_REASON: Final = 500
FLAGGED_TEXT_DAYS: Final = 365  # for which a flagged text that a moderator dealt with is kept
REPORT_NOTE: Final = 1000  # a moderator's
PLAYER_TEXT: Final = 4000  # of any kind, as it is stored

# Ids, in characters.
SLUG: Final = 80  # of a scenario
STORY_ID: Final = 100  # of a node, an option, a place or an ending, in a file
STORED_STORY_ID: Final = 200  # the same in a table or a request
TURN_NAME: Final = 12  # such as T6
INVITE_CODE: Final = 64  # in a request
ENTITLEMENT_ID: Final = 32  # of a code that entitles
ENTITLEMENT_CODE: Final = 400  # the code itself, in a request
VISIT: Final = 16  # of a page on which somebody reads along

# A socket.
FRAME: Final = 10 * 1024  # bytes
FRAME_FIELD: Final = 2000  # characters of one text of a frame, before anybody reads it

# Worlds.
WORLD_SEARCH: Final = 80  # characters: what a world is looked for by
FEWEST_SEATS: Final = 2  # whoever wants to be alone plays solo
MOST_SEATS: Final = 8  # that players may give a world
STAFF_SEATS: Final = 12  # that the staff may
SPECTATORS: Final = 50
CHECKPOINTS: Final = 100  # of one game, the newest
OPEN_INVITES: Final = 50
INVITE_USES: Final = 100  # of one, at most
INVITE_SECONDS: Final = (60, 30 * 24 * 3600)  # for how long one may be valid

# What others chose.
GAMES_FOR_SHARES: Final = 20  # finished games, fewer than which nothing is told of
GAMES_COUNTED: Final = 1000  # the newest finished ones of a scenario

# A scenario's file.
NODES: Final = 2000
OPTIONS: Final = 50  # of one node
LOCATIONS: Final = 2000
PATTERN: Final = 200  # characters
PATTERNS_IN_A_LIST: Final = 50
PATTERNS: Final = 4000  # in one scenario: each takes a few kilobytes once compiled
SCENARIO_NAME: Final = 200  # characters
FILE_NAME: Final = 255  # characters
TELLING: Final = 10_000  # characters; the longest of a published scenario has 705
LINE: Final = 2_000  # characters
SETTING: Final = 200  # characters
HISTORY_ENTRY: Final = 200  # characters
STORY_MINUTES: Final = 6000  # how long a story may say that it takes
CONTENT_NOTES: Final = 10
CONTENT_NOTE: Final = 80  # characters
COVER: Final = 200 * 1024  # bytes
ENGINE: Final = 16  # of an engine's version
POLICIES: Final = 100_000  # of a world's policies, as text
PORTRAIT: Final = 2 * 1024 * 1024  # bytes of an upload
CRITICAL_ITEMS: Final = 50
PREVIEWS: Final = 3  # open ones of one player
PREVIEWS_ENDED: Final = 1000  # that one round of the worker abandons
CRITICAL_COPIES: Final = 50  # of one item
