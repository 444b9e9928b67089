"""What the scan noticed about a manifest that is not a verdict."""

from collections.abc import Iterator, Mapping

from compliance.model.columns import COLUMNS
from compliance.model.report import Notice
from compliance.profile.reading import is_naive
from compliance.profile.scan import LOST


def naive_times(dataset: str, types: Mapping[str, str]) -> Iterator[Notice]:
    """Yield a notice for each timestamp column without a zone."""
    for name, type_ in types.items():
        if is_naive(COLUMNS[name], type_):
            yield Notice(
                dataset,
                f"The timestamps of `{name}` carry no time zone and were read as UTC.",
                "Write them as UTC timestamps.",
            )


def unreadable_cells(dataset: str, path: str, lost: Mapping[str, int]) -> Iterator[Notice]:
    """Yield a notice for each column with cells that could not be read; they count as unknown."""
    for name, count in lost.items():
        if count:
            column = COLUMNS[name.removeprefix(LOST)]
            yield Notice(
                dataset,
                f"{count:,} cells of `{column.name}` in {path} are no {column.kind} and count as unknown.",
                f"Write `{column.name}` as a {column.kind}; dates as ISO 8601.",
            )
