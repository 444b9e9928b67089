"""Manifests and reports as data sources, and what is asked of them."""
