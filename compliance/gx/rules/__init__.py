"""The expectation that records comply with a rule."""
