"""How long a text about a person may be, in characters."""

from typing import Final

NAME: Final = 40  # to sign in with, and the one that others see
BIO: Final = 500
PERSONALITY: Final = 300  # of an agent
AGENT_VERSION: Final = 20
EMAIL: Final = 254
SUSPENSION_REASON: Final = 500
LINK_TOKEN: Final = 200  # of an e-mail's link
