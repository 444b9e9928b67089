"""Evidence: the rows behind a verdict, fetched back by file and row number."""

from compliance.evidence.examples import fetch_examples
from compliance.evidence.lists import Listed, wanted_groups, write_list
from compliance.evidence.rows import fetch_rows, require_rows
from compliance.evidence.sampling import Sampled, draw_sample

__all__ = [
    "Listed",
    "Sampled",
    "draw_sample",
    "fetch_examples",
    "fetch_rows",
    "require_rows",
    "wanted_groups",
    "write_list",
]
