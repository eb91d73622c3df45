"""How long and how many."""

from typing import Final

SHOWN_TEXT: Final = 200  # characters of an idea
ENTRIES: Final = 100  # of one page
SIMILAR: Final = 50  # neighbours that are told
QUERY: Final = 200  # characters that are searched for
TAGS: Final = 4
CHUNKS: Final = 8  # of one idea
LABEL: Final = 80  # characters of a cluster's name
CLUSTERED: Final = 5_000  # entries that clusters are made from
FEWEST_CLUSTERED: Final = 6
EVENTS: Final = 500  # of the log, read at once
ROUND: Final = 200  # entries that one round of the worker takes on
ATTEMPTS: Final = 5  # at reading one idea
WORDS: Final = 12  # of a search
LISTED: Final = 24  # stars of one page of the list
NEAREST: Final = 6  # neighbours on the page of a star
AUTHORS: Final = 100  # that a reader may choose from
POINTS: Final = 5_000  # stars of one page of the drawing
NAMED_CLUSTERS: Final = 60  # constellations that the drawing names
BOOKMARKS: Final = 500  # of one player
COMMENT: Final = 500  # characters
COMMENTS: Final = 50  # of one player on one star
PLAYLISTS: Final = 50  # of one player
PLAYLIST_ENTRIES: Final = 200  # stars of one playlist
PLAYLIST_TITLE: Final = 80  # characters
NOTICES: Final = 100  # that are told at once, the newest
NOTICE_DAYS: Final = 30  # for which something is told as a notice
CHAT_TEXT: Final = 300  # characters of a line
LINE_DAYS: Final = 7  # for which a line is kept
LINES_TOLD: Final = 50  # to whoever connects, the newest
LINES_AROUND: Final = 10  # before a reported line, and after it
LINES_OF_ONE_EVENT: Final = 200  # that are told at once to have gone
COORDINATE: Final = 1_000.0  # how far from the middle a cursor may be, either way
CURSORS: Final = 50  # of others that are told of at once, the nearest
EVENTS_AT_HAND: Final = 200  # of the log, in each process that streams it
