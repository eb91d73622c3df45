"""Static files under names that change with their content, so that browsers keep them for good."""

from __future__ import annotations

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined] # noqa: SLF001


class PageFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Our modules import each other by these names, too; what others wrote is left as it is.

    A type in a comment counts as an import when it is written `import("./sky.js")`: types that lead in a circle are written
    with spaces, `import( "./sky.js" ).Sky`.
    """

    patterns = (*HashedFilesMixin.patterns, ("kleene/*.js", IMPORTS))
