"""Scans that are prepared: once for all files of a run that have the same columns and defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from compliance.expressions import FactPlan
from compliance.model.card import Scalar
from compliance.model.manifest import ManifestFile
from compliance.model.profile import MEASURES, POINTERS
from compliance.profile.batches import likeness
from compliance.profile.cache import scan_digest
from compliance.profile.engines import Session
from compliance.profile.needs import needed_columns
from compliance.profile.scan import Scan


@dataclass(frozen=True)
class Prepared:
    """A scan, and what follows from it whatever is in the files."""

    scan: Scan
    digest: str
    constants: pa.Table
    """One row of the facts that are the same for every record."""

    def completed(self, table: pa.Table) -> pa.Table:
        """Return the groups with the facts that are the same for all, in the order of the plan."""
        for name in self.constants.column_names:
            table = table.append_column(name, pa.repeat(self.constants[name][0], table.num_rows))
        return table.select([*self.scan.plan.names, *MEASURES, *POINTERS])


@dataclass(frozen=True)
class Scans:
    """The scans of a run."""

    plan: FactPlan
    tables: Mapping[str, pa.Table]
    """What scans join with."""
    engine: str
    """Its name and version."""
    session: Session
    connection: duckdb.DuckDBPyConnection
    _known: dict[tuple[object, ...], Prepared] = field(default_factory=dict)

    def of(self, file: ManifestFile, defaults: Mapping[str, Scalar]) -> Prepared:
        """Return the scan of a file, given the defaults of its card.

        Raises ManifestError when the file cannot be read, or has a column of the wrong type.
        """
        key = (*likeness(file), repr(defaults))
        if key not in self._known:
            self._known[key] = self._prepared(file, defaults)
        return self._known[key]

    def _prepared(self, file: ManifestFile, defaults: Mapping[str, Scalar]) -> Prepared:
        needed = set(needed_columns(self.plan))
        bindings = {name: sql for name, sql in file.bindings if name in needed}
        scan = Scan(bindings, self.plan, self.session.types(file, bindings), defaults)
        digest = scan_digest(scan, self.tables, self.engine)
        query = scan.constants()
        constants = self.connection.sql(query).to_arrow_table() if query else pa.table({})
        return Prepared(scan, digest, constants)
