"""The order of findings, in every report alike."""

from compliance.model.finding import Finding
from compliance.model.verdict import Verdict


def gravity(finding: Finding) -> tuple[object, ...]:
    """Sort key: the most severe first, violations before unproven, then by size, name and evidence.

    What somebody accepted comes after all that counts.
    """
    return (
        finding.is_excused,
        -finding.severity.weight,
        finding.verdict is Verdict.UNPROVEN,
        -finding.records,
        finding.rule,
        finding.dataset,
        bool(finding.weaknesses),
        "" if finding.excuse is None else finding.excuse.name,
    )
