"""How alike a typed text and the options of a node are: worked out from vectors, before any lock, and handed to the rules as numbers."""

import os

# Read once, when numpy is loaded: the products here are small, and threads for them would only cost each process memory.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
