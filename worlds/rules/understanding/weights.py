"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# The logarithm of the odds that each adds for a value of 1, with likeness and by words alone.
LEARNED: Final = (
    ("always", -0.58, -0.90),
    ("likeness of the whole", 1.45, 0.00),
    ("likelier than any other", 1.27, 0.00),
    ("the least of the words fits", 0.54, 0.48),
    ("the words fit on the whole", 0.39, 0.78),
    ("they fit better than any other", 1.06, 1.33),
    ("verb fits", -0.27, -0.19),
    ("no verb", 0.16, 0.09),
    ("generic verb", -0.20, -0.23),
    ("verb is strange", -0.19, -0.14),
    ("objects fit", 0.41, 0.82),
    ("share of strange objects", -0.80, -0.72),
    ("no object", 0.34, 0.23),
    ("fits what belongs to it", 0.16, 0.39),
    ("fits what is told", 0.06, 0.10),
    ("share of the option that was said", 0.63, 1.06),
    ("all of the option was said", 0.60, 0.50),
    ("way fits", 0.07, 0.15),
    ("way is strange", -0.87, -0.87),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.08, 0.15),
    ("asked as the option asks", 0.12, -0.03),
    ("long", 0.00, 0.00),
    ("share of words that fit no other", 0.44, 0.83),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.30, -0.08),
    ("what it is done to is strange", -0.42, -0.23),
    ("what it is done to fits", -0.34, -0.45),
    ("asked, and strange", 0.05, 0.00),
    ("known verb is strange, objects fit", -0.63, -0.51),
    ("likeness of the whole, verb is strange", 0.20, 0.00),
    ("known verb is strange", -0.53, -0.59),
    ("share of strange objects near the verb", -0.09, -0.11),
    ("everything fits", 0.20, 0.23),
    ("everything fits, all of the option was said", 0.30, 0.34),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
