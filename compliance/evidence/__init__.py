"""Evidence: the rows behind a verdict, fetched back by file and row number."""

from compliance.evidence.rows import fetch_rows

__all__ = ["fetch_rows"]
