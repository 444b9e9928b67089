"""Manifests: from a path and a card to files whose columns are bound."""

from compliance.inputs.manifests.reading import read_manifest

__all__ = ["read_manifest"]
