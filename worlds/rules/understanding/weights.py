"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# From here on an option is meant; from here on it may be; so near are two that both may be.
MEANT: Final = 0.52
MAY_BE_MEANT: Final = 0.4
MARGIN: Final = 0.2
ALIKE_BY: Final = 0.15  # by so much less a word may fit, and fits as well

# The logarithm of the odds that each adds for a value of 1, with likeness and without it.
LEARNED: Final = (
    ("always", -0.65, -0.97),
    ("likeness of the whole", 1.45, 0.00),
    ("likelier than any other", 1.31, 0.00),
    ("the least of the words fits", 0.56, 0.51),
    ("the words fit on the whole", 0.40, 0.80),
    ("they fit better than any other", 0.94, 1.23),
    ("verb fits", -0.26, -0.17),
    ("no verb", 0.19, 0.12),
    ("generic verb", -0.18, -0.22),
    ("verb is strange", -0.20, -0.15),
    ("objects fit", 0.38, 0.80),
    ("share of strange objects", -0.78, -0.69),
    ("no object", 0.35, 0.23),
    ("fits what belongs to it", 0.17, 0.40),
    ("fits what is told", 0.10, 0.15),
    ("share of the option that was said", 0.73, 1.14),
    ("all of the option was said", 0.59, 0.50),
    ("way fits", 0.06, 0.15),
    ("way is strange", -0.92, -0.91),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.07, 0.15),
    ("asked as the option asks", 0.13, -0.02),
    ("long", 0.00, 0.00),
    ("share of words that fit no other", 0.44, 0.82),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.40, -0.19),
    ("what it is done to is strange", -0.40, -0.21),
    ("what it is done to fits", -0.34, -0.46),
    ("asked, and strange", 0.06, 0.00),
    ("known verb is strange, objects fit", -0.58, -0.46),
    ("likeness of the whole, verb is strange", 0.20, 0.00),
    ("known verb is strange", -0.41, -0.45),
    ("share of strange objects near the verb", -0.11, -0.13),
    ("everything fits", 0.18, 0.21),
    ("everything fits, all of the option was said", 0.30, 0.35),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
