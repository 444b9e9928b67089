"""Reports: from the verdicts of a run to files that people and programs read."""
