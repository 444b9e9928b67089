"""Verification: a finished report against what it rests on, as far as that can be reached."""

from compliance.verification.check import Check, State, Verification
from compliance.verification.reach import Reach
from compliance.verification.verifying import verify

__all__ = ["Check", "Reach", "State", "Verification", "verify"]
