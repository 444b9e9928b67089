"""Derived facts: what a record says of itself between the lines, computed in the scan."""

from compliance.profile.facts.catalog import DERIVED_FACTS
from compliance.profile.facts.derived_fact import DerivedFact, Layer

__all__ = ["DERIVED_FACTS", "DerivedFact", "Layer"]
