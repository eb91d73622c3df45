"""Which models are asked, by narrators, by readers of typed texts and by agents of ours: all OpenAI-compatible servers, with /v1."""

from common import environment as env

__all__ = [
    "AGENT_MODEL",
    "AGENT_MODEL_KEY",
    "AGENT_MODEL_TIMEOUT",
    "AGENT_MODEL_URL",
    "KLEENE_EMBEDDER",
    "KLEENE_LIKENESS",
    "LIKENESS_CONCURRENCY",
    "LIKENESS_KEY",
    "LIKENESS_MODEL",
    "LIKENESS_TIMEOUT",
    "NARRATOR_CONCURRENCY",
    "NARRATOR_KEY",
    "NARRATOR_MODEL",
    "NARRATOR_SHARE",
    "NARRATOR_TIMEOUT",
    "NARRATOR_URL",
]

# For worlds.narrators.http.HttpNarrator.
NARRATOR_URL = env.web_address("NARRATOR_URL")
NARRATOR_MODEL = env.text("NARRATOR_MODEL")
NARRATOR_KEY = env.bearer_key("NARRATOR_KEY")
NARRATOR_TIMEOUT = env.whole_number("NARRATOR_TIMEOUT", 20, most=600)  # seconds for a whole answer
NARRATOR_CONCURRENCY = env.whole_number("NARRATOR_CONCURRENCY", 4, most=64)  # questions of one process at once
NARRATOR_SHARE = env.whole_number("NARRATOR_SHARE", 1, most=64)  # of these, one player's at once

# For `manage.py agent --policy model`.
AGENT_MODEL_URL = env.web_address("AGENT_MODEL_URL")
AGENT_MODEL = env.text("AGENT_MODEL")
AGENT_MODEL_KEY = env.bearer_key("AGENT_MODEL_KEY")
AGENT_MODEL_TIMEOUT = env.whole_number("AGENT_MODEL_TIMEOUT", 20, most=600)  # seconds for a whole answer

# How typed texts and options are compared: by word vectors, by their words alone, or by a server at this address.
KLEENE_LIKENESS = env.one_of_or_address("KLEENE_LIKENESS", "wordllama", ("wordllama", "tokens"))
# How ideas in the cosmos are compared: by word vectors, by pieces of words, or by such a server.
KLEENE_EMBEDDER = env.one_of_or_address("KLEENE_EMBEDDER", "wordllama", ("wordllama", "hashed"))
LIKENESS_MODEL = env.text("LIKENESS_MODEL")
LIKENESS_KEY = env.bearer_key("LIKENESS_KEY")
LIKENESS_TIMEOUT = env.whole_number("LIKENESS_TIMEOUT", 2, most=30)  # seconds for a whole answer
LIKENESS_CONCURRENCY = env.whole_number("LIKENESS_CONCURRENCY", 4, most=64)  # questions of one process at once
