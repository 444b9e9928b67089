"""Licences: reading what was written, and the rights that follow from it."""

from compliance.judge.licenses.combining import CombinedRights, combine, rights_of
from compliance.judge.licenses.reading import read_license

__all__ = ["CombinedRights", "combine", "read_license", "rights_of"]
