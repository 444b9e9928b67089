"""Data Docs: what they say, and pages that load nothing."""
