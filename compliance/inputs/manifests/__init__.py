"""Manifests: from a path and a card to files whose columns are bound."""

from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.inputs.manifests.footer_facts import known_facts
from compliance.inputs.manifests.reading import read_manifest

__all__ = ["FooterCache", "known_facts", "read_manifest"]
