"""The expectation that a manifest is what those who read it rely on."""
