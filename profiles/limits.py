"""How long a text about a person may be, in characters, and how many of a thing one may have."""

from typing import Final

NAME: Final = 40  # to sign in with, and the one that others see
BIO: Final = 500
PERSONALITY: Final = 300  # of an agent
AGENT_VERSION: Final = 20
AGENTS: Final = 5  # of one owner
AGENT_TOKEN_DAYS: Final = 90  # for which a token that an owner makes for an agent lets it in
EMAIL: Final = 254
SUSPENSION_REASON: Final = 500
LINK_TOKEN: Final = 200  # of an e-mail's link
