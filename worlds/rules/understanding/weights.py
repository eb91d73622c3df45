"""What each feature weighs: learned from labelled lines by `manage.py learn_reading`, which writes this file."""

from __future__ import annotations

from typing import Final

# The logarithm of the odds that each adds for a value of 1, with likeness and by words alone.
LEARNED: Final = (
    ("always", -0.54, -0.83),
    ("likeness of the whole", 1.42, 0.00),
    ("likelier than any other", 1.29, 0.00),
    ("the least of the words fits", 0.53, 0.47),
    ("the words fit on the whole", 0.37, 0.73),
    ("they fit better than any other", 1.08, 1.35),
    ("verb fits", -0.29, -0.21),
    ("no verb", 0.15, 0.09),
    ("generic verb", -0.20, -0.23),
    ("verb is strange", -0.17, -0.11),
    ("objects fit", 0.40, 0.81),
    ("share of strange objects", -0.81, -0.75),
    ("no object", 0.35, 0.25),
    ("fits what belongs to it", 0.14, 0.36),
    ("fits what is told", 0.06, 0.10),
    ("share of the option that was said", 0.63, 1.06),
    ("all of the option was said", 0.60, 0.50),
    ("way fits", 0.07, 0.17),
    ("way is strange", -0.83, -0.84),
    ("share of misspelt words", 0.00, 0.00),
    ("negated as the option is", 0.07, 0.15),
    ("asked as the option asks", 0.12, -0.03),
    ("long", 0.00, 0.00),
    ("share of words that fit no other", 0.44, 0.82),
    ("answers yes or no as the option does", 0.01, 0.01),
    ("verb is strange, objects fit", -0.32, -0.13),
    ("what it is done to is strange", -0.41, -0.23),
    ("what it is done to fits", -0.34, -0.44),
    ("asked, and strange", 0.05, 0.00),
    ("known verb is strange, objects fit", -0.64, -0.55),
    ("likeness of the whole, verb is strange", 0.16, 0.00),
    ("known verb is strange", -0.50, -0.54),
    ("share of strange objects near the verb", -0.09, -0.12),
    ("everything fits", 0.19, 0.21),
    ("everything fits, all of the option was said", 0.30, 0.34),
)
WEIGHTS: Final = tuple(weight for _, weight, _ in LEARNED)
WITHOUT_LIKENESS: Final = tuple(weight for _, _, weight in LEARNED)
