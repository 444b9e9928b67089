"""Lint: faults of rules and platforms that reading them does not show.

`lint` takes laws that were read and gives problems with their places. Whether the cases
pass is not its business; `compliance.casebook` runs them.
"""

from compliance.linting.catalog import CHECKS
from compliance.linting.linting import lint

__all__ = ["CHECKS", "lint"]
