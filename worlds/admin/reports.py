"""The checker's report as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from common.backoffice import Tone, tag, tags
from worlds.models import ScenarioRevision

SEVERITIES: Final = (("errors", "error"), ("warnings", "warning"), ("infos", "info"))
TONES: Final[dict[str, Tone]] = {"error": "bad", "warning": "warn", "info": "quiet"}


@dataclass(frozen=True, slots=True)
class Finding:
    severity: str
    tone: Tone
    line: int | None
    path: str
    message: str
    advice: str
    href: str | None  # of the node or ending that it is about


def findings_of(revision: ScenarioRevision, hrefs: Mapping[str, str]) -> list[Finding]:
    """Everything found, the gravest first."""
    return [
        Finding(
            severity=severity,
            tone=TONES[severity],
            line=problem["line"],
            path=problem["path"],
            message=problem["message"],
            advice=problem["advice"],
            href=_about(problem["path"], hrefs),
        )
        for kind, severity in SEVERITIES
        for problem in revision.report.get(kind, [])
    ]


def summary_of(revision: ScenarioRevision) -> SafeString:
    """How many findings of each severity, where there are any."""
    found = [(len(revision.report.get(kind, [])), severity) for kind, severity in SEVERITIES]
    marked = [(f"{many} {severity}{'s' * (many > 1)}", TONES[severity]) for many, severity in found if many]
    return tags(marked) if marked else tag("passed", "good")


def _about(path: str, hrefs: Mapping[str, str]) -> str | None:
    """Paths read `nodes.hall.choice.options[2]`; an id may hold dots itself, so the longest known one counts."""
    head, _, rest = path.partition(".")
    if head not in {"nodes", "endings"}:
        return None
    ends = (end for end in range(len(rest), 0, -1) if rest[end : end + 1] in {"", ".", "["})
    return next((hrefs[rest[:end]] for end in ends if rest[:end] in hrefs), None)
