"""Finding records again: one more scan, for those in groups that somebody has marked."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from compliance.expressions import FactPlan
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.reference import HostLine
from compliance.profile.batches import alike, batches
from compliance.profile.hosts import host_tables
from compliance.profile.means import Means
from compliance.profile.needs import needed_columns
from compliance.profile.scan import FILE, ROW, Scan
from compliance.profile.scanning import check_unchanged

_SHOWN = ("id", "url")
SCHEMA = pa.schema(
    [
        ("file", pa.int32()),
        ("row", pa.int64()),
        *((name, pa.string()) for name in _SHOWN),
        ("mark", pa.int32()),
    ]
)
"""Index of the file, number of the row in it from 0, what the record is called, and why it is here."""


def find_records(
    subject: tuple[Dataset, Profile],
    groups: pa.Table,
    plan: FactPlan,
    hosts: Sequence[HostLine],
    means: Means,
) -> Iterator[pa.RecordBatch]:
    """Yield the records whose group is marked, as `SCHEMA` says, once for each mark.

    *groups* has `group`, the row of the profile's table, and `mark`. The order is
    that of files, rows and marks, for files whose columns are alike; those
    of the next kind follow. Raises ManifestError when a file cannot be read to
    the end; files that the profile left out are left out here.
    """
    dataset, profile = subject
    facts = profile.table.select(list(plan.names)).take(groups["group"])
    tables = {**host_tables(hosts), "marked": facts.append_column("mark", groups["mark"])}
    read = {line.path for line in profile.coverage if line.problem is None}
    files = dataset.files
    with means.engine.opened(files, tables, streams=True) as session:
        for kind in alike(files):
            readable = [index for index in kind if files[index].path in read]
            for batch in batches(readable, files, means.engine):
                chosen = [files[index] for index in batch]
                for file in chosen:
                    file.require_content()
                needed = {*needed_columns(plan), *_SHOWN}
                bindings = {name: sql for name, sql in chosen[0].bindings if name in needed}
                types = session.types(chosen[0], bindings)
                scan = Scan(bindings, plan, types, dataset.card.defaults, _SHOWN)
                for found in session.stream(chosen, scan.found):
                    yield _numbered(found, batch)
                for file in chosen:
                    check_unchanged(file)


def _numbered(found: pa.RecordBatch, batch: Sequence[int]) -> pa.RecordBatch:
    """Return the records with the index that their file has in the dataset."""
    files = pa.array(batch, pa.int32()).take(found[FILE])
    columns = (files, found[ROW], *(found[name] for name in _SHOWN), found["mark"])
    return pa.record_batch(
        [column.cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)], SCHEMA
    )
