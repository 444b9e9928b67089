"""Example rows: a few records behind each finding, of all datasets of a run."""

from collections.abc import Sequence

from compliance.database import open_database
from compliance.errors import ManifestError
from compliance.evidence.rows import rows_in
from compliance.model.exemplar import Exemplar
from compliance.model.judgement import JudgedFinding
from compliance.model.manifest import Dataset
from compliance.model.profile import pointed
from compliance.model.report import Notice

Examples = tuple[list[dict[int, Exemplar]], tuple[Notice, ...]]
"""The rows of each dataset by pointer, and why some could not be fetched."""


def fetch_examples(datasets: Sequence[Dataset], findings: Sequence[JudgedFinding]) -> Examples:
    """Return the rows that findings point to; where a file yields none, a notice says why."""
    wanted = _wanted(datasets, findings)
    rows: list[dict[int, Exemplar]] = [{} for _ in datasets]
    if not wanted:
        return rows, ()
    notices = []
    with open_database([datasets[index].files[number] for index, number in wanted]) as connection:
        for place in sorted(wanted):
            dataset = datasets[place[0]]
            try:
                rows[place[0]] |= rows_in(connection, dataset.files, wanted[place])
            except ManifestError as error:
                text = f"No example rows could be fetched: {error.text}."
                notices.append(Notice(dataset.name, text, error.remedy))
    return rows, tuple(notices)


def _wanted(
    datasets: Sequence[Dataset], findings: Sequence[JudgedFinding]
) -> dict[tuple[int, int], set[int]]:
    """Return the pointers into each file that is here, by the index of its dataset and its own.

    Of a file that is not here, another notice tells.
    """
    wanted: dict[tuple[int, int], set[int]] = {}
    for finding in findings:
        for pointer in finding.pointers:
            number, _ = pointed(pointer)
            if datasets[finding.dataset].files[number].pointer is None:
                wanted.setdefault((finding.dataset, number), set()).add(pointer)
    return wanted
