"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# From here on an option is meant; from here on it may be; so near are two that both may be.
MEANT: Final = 0.6
MAY_BE_MEANT: Final = 0.4
MARGIN: Final = 0.2
ALIKE_BY: Final = 0.2  # by so much less a word may fit, and fits as well

# The logarithm of the odds that each adds for a value of 1, with likeness and without it.
LEARNED: Final = (
    ("always", -1.46, -1.66),
    ("likeness of the whole", 1.66, 0.00),
    ("likelier than any other", 1.88, 0.00),
    ("the least of the words fits", 0.48, 0.42),
    ("the words fit on the whole", 1.03, 1.26),
    ("they fit better than any other", 1.49, 2.06),
    ("verb fits", 0.15, 0.20),
    ("no verb", -0.15, -0.10),
    ("generic verb", -0.29, -0.36),
    ("verb is strange", -0.89, -0.83),
    ("objects fit", 0.37, 0.84),
    ("share of strange objects", -0.96, -0.89),
    ("no object", 0.36, 0.51),
    ("fits what belongs to it", 0.51, 0.69),
    ("fits what is told", 0.53, 0.56),
    ("share of the option that was said", 0.81, 1.39),
    ("all of the option was said", 0.43, 0.41),
    ("way fits", 0.23, 0.43),
    ("way is strange", -0.80, -0.85),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.13, 0.20),
    ("asked as the option asks", 0.12, 0.16),
    ("long", 0.00, 0.01),
    ("share of words that fit no other", 0.28, 0.74),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.17, 0.05),
    ("what it is done to is strange", -0.37, -0.26),
    ("what it is done to fits", -0.32, -0.40),
    ("asked, and strange", 0.05, 0.20),
    ("known verb is strange, objects fit", -0.36, -0.24),
    ("likeness of the whole, verb is strange", 0.59, 0.00),
    ("everything fits", 0.03, -0.08),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
