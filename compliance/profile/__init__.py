"""The profile: manifests in, groups of records by their facts out."""

from compliance.profile.engine import profile_dataset
from compliance.profile.progress import Progress

__all__ = ["Progress", "profile_dataset"]
