"""News for the apps above, sent after commit. A signal only hastens: listeners also read the records.

Each carries `improvisation_id`, `author_id` (both UUID) and `scenario_id` (the scenario's row number).
"""

from django.dispatch import Signal

improvisation_submitted = Signal()
improvisation_approved = Signal()
improvisation_integrated = Signal()
improvisation_rejected = Signal()
