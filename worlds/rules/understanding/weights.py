"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# The logarithm of the odds that each adds for a value of 1, with likeness and by words alone.
LEARNED: Final = (
    ("always", -0.35, -0.61),
    ("likeness of the whole", 1.46, 0.00),
    ("likelier than any other", 1.28, 0.00),
    ("the least of the words fits", 0.39, 0.33),
    ("the words fit on the whole", 0.33, 0.67),
    ("they fit better than any other", 1.13, 1.38),
    ("verb fits", -0.07, 0.01),
    ("no verb", 0.25, 0.17),
    ("generic verb", -0.18, -0.22),
    ("verb is strange", -0.27, -0.20),
    ("objects fit", 0.27, 0.66),
    ("share of strange objects", -0.96, -0.90),
    ("no object", 0.11, -0.01),
    ("fits what belongs to it", 0.18, 0.34),
    ("fits what is told", 0.07, 0.09),
    ("share of the option that was said", 0.53, 1.00),
    ("all of the option was said", 0.70, 0.60),
    ("way fits", 0.11, 0.20),
    ("way is strange", -0.92, -0.91),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.06, 0.12),
    ("asked as the option asks", 0.16, -0.00),
    ("long", -0.00, -0.00),
    ("share of words that fit no other", 0.32, 0.71),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.67, -0.47),
    ("what it is done to is strange", -0.37, -0.25),
    ("what it is done to fits", -0.29, -0.34),
    ("asked, and strange", 0.06, -0.01),
    ("known verb is strange, objects fit", -0.65, -0.58),
    ("likeness of the whole, verb is strange", 0.06, 0.00),
    ("known verb is strange", -0.21, -0.29),
    ("share of strange objects near the verb", -0.26, -0.29),
    ("everything fits", 0.35, 0.37),
    ("everything fits, all of the option was said", 0.33, 0.35),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
