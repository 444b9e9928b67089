"""What a contract check found in a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.model.contract import ContractCheck
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict


@dataclass(frozen=True)
class ContractResult:
    """Whether a promise holds: compliant, violation, or unproven."""

    check: ContractCheck
    verdict: Verdict
    message: str
    """One sentence."""
    remedy: str = ""
    expected: Mapping[str, int | str] = field(default_factory=dict)
    """What must be found, by the same names; empty where the card does not say."""
    found: Mapping[str, int | str] = field(default_factory=dict)
    """What was counted; empty where it could not be."""

    @property
    def severity(self) -> Severity:
        """High, always: a broken promise puts every count in doubt, and is no exposure by itself."""
        return Severity.HIGH

    @property
    def is_excused(self) -> bool:
        """Never: no waiver is about all rows together."""
        return False
