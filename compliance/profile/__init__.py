"""The profile: manifests in, groups of records by their facts out."""

from compliance.profile.engine import profile_dataset

__all__ = ["profile_dataset"]
