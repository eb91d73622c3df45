"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# The logarithm of the odds that each adds for a value of 1, with likeness and by words alone.
LEARNED: Final = (
    ("always", -0.54, -0.87),
    ("likeness of the whole", 1.50, 0.00),
    ("likelier than any other", 1.33, 0.00),
    ("the least of the words fits", 0.48, 0.42),
    ("the words fit on the whole", 0.35, 0.73),
    ("they fit better than any other", 1.11, 1.35),
    ("verb fits", -0.10, -0.02),
    ("no verb", 0.21, 0.14),
    ("generic verb", -0.04, -0.09),
    ("verb is strange", -0.24, -0.19),
    ("objects fit", 0.37, 0.80),
    ("share of strange objects", -0.84, -0.74),
    ("no object", 0.24, 0.14),
    ("fits what belongs to it", 0.16, 0.34),
    ("fits what is told", 0.05, 0.07),
    ("share of the option that was said", 0.53, 1.02),
    ("all of the option was said", 0.67, 0.56),
    ("way fits", 0.12, 0.22),
    ("way is strange", -0.84, -0.83),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.05, 0.11),
    ("asked as the option asks", 0.14, -0.03),
    ("long", -0.01, -0.01),
    ("share of words that fit no other", 0.36, 0.77),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.50, -0.25),
    ("what it is done to is strange", -0.37, -0.26),
    ("what it is done to fits", -0.31, -0.39),
    ("asked, and strange", 0.07, 0.00),
    ("known verb is strange, objects fit", -0.59, -0.48),
    ("likeness of the whole, verb is strange", 0.13, 0.00),
    ("known verb is strange", -0.32, -0.42),
    ("share of strange objects near the verb", -0.25, -0.25),
    ("everything fits", 0.25, 0.27),
    ("everything fits, all of the option was said", 0.28, 0.31),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
