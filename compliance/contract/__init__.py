"""Contract checks: promises about all rows together, which no profile can tell."""

from compliance.contract.checking import check_contract

__all__ = ["check_contract"]
