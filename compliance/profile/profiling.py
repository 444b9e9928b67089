"""Profiling: every file scanned once, by any engine, and the groups added up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from compliance.database import open_database
from compliance.errors import ManifestError
from compliance.expressions import FactPlan
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.reference import HostLine
from compliance.model.report import FileCoverage, Notice
from compliance.profile.batches import alike, batches
from compliance.profile.cache import part_key
from compliance.profile.engines import Session
from compliance.profile.hold import Hold, open_hold
from compliance.profile.hosts import host_tables
from compliance.profile.means import Means
from compliance.profile.notices import judged_from_pointers, naive_times, unlike_records, unreadable_cells
from compliance.profile.part import Part, add_up, empty, renumbered
from compliance.profile.prepared import Prepared, Scans
from compliance.profile.progress import Progress
from compliance.profile.scan import LOST, Scan
from compliance.profile.scanning import require_content, scan_parts, scan_together
from compliance.profile.tree import Tree


def profile_dataset(
    dataset: Dataset, plan: FactPlan, hosts: Sequence[HostLine], means: Means | None = None
) -> Profile:
    """Return the profile of one dataset, as `profile_datasets` does."""
    [profile] = profile_datasets([dataset], plan, hosts, means)
    return profile


def profile_datasets(
    datasets: Sequence[Dataset], plan: FactPlan, hosts: Sequence[HostLine], means: Means | None = None
) -> list[Profile]:
    """Return the profile of each dataset: the only step that reads manifests.

    A file that fails while it is read is left out whole, and its coverage
    says why; every other file is unaffected. A file whose profile is kept in
    the cache is not read. What opens a database is opened once for all.
    """
    if not datasets:
        return []
    means = means or Means()
    tables = host_tables(hosts)
    files = [file for dataset in datasets for file in dataset.files]
    with (
        means.engine.opened(files, tables) as session,
        open_database(resources=means.resources) as connection,
        open_hold() as hold,
    ):
        engine = f"{means.engine.name} {means.engine.version}"
        scans = Scans(plan, tables, engine, session, connection)
        tools = _Tools(session, connection, hold, scans)
        runs = [_Run(dataset, plan, tools, means) for dataset in datasets]
        _scan_ahead(runs, session, means)
        return [_profile(run) for run in runs]


def _scan_ahead(runs: Sequence["_Run"], session: Session, means: Means) -> None:
    """Scan small files of different datasets together: a query costs more than their rows do."""
    lone = [(run, prepared) for run in runs if (prepared := run.lone()) is not None]
    wanted = [(run.dataset.files[0], prepared) for run, prepared in lone]
    for place, part in scan_together(session, means.engine, wanted, means.progress).items():
        lone[place][0].ahead[0] = part


def _profile(run: "_Run") -> Profile:
    dataset, plan = run.dataset, run.plan
    found = [run.profile(files) for files in alike(dataset.files)]
    profiles = [profile for profile in found if profile is not None]
    together = profiles[0] if len(profiles) == 1 else add_up(run.connection, _together(profiles, plan))
    unlike = unlike_records(run.connection, dataset.name, together, (*plan.values, *plan.days))
    notices = [*unlike, *(notice for index in sorted(run.notices) for notice in run.notices[index])]
    notices += judged_from_pointers(dataset.name, [dataset.files[index] for index in sorted(run.notices)])
    run.hold.clear()
    if run.means.cache is not None:
        run.means.cache.relieve()
    coverage = sorted((*dataset.unread, *run.coverage), key=lambda line: line.path)
    texts = {question.name: question.text for question in plan.questions}
    return Profile(together, tuple(coverage), tuple(dict.fromkeys(notices)), texts, run.unreadable)


def _together(profiles: Sequence[pa.Table], plan: FactPlan) -> pa.Table:
    return pa.concat_tables(profiles, promote_options="permissive") if profiles else empty(plan)


@dataclass(frozen=True)
class _Tools:
    """What is open while a dataset is profiled."""

    session: Session
    connection: duckdb.DuckDBPyConnection
    """Where parts are added up."""
    hold: Hold
    scans: Scans


class _UnreadableError(Exception):
    """A file whose part has gone missing cannot be scanned again."""

    def __init__(self, index: int, fault: ManifestError) -> None:
        super().__init__(fault.text)
        self.index, self.fault = index, fault


class _Run:
    """The profiling of one dataset."""

    def __init__(self, dataset: Dataset, plan: FactPlan, tools: _Tools, means: Means) -> None:
        self.dataset, self.plan, self.means = dataset, plan, means
        self.session, self.connection, self.hold = tools.session, tools.connection, tools.hold
        self.scans = tools.scans
        self.coverage: list[FileCoverage] = []
        self.notices: dict[int, list[Notice]] = {}
        self.unreadable: dict[str, dict[str, int]] = {}
        self.ahead: dict[int, Part | None] = {}
        """What was scanned before with files of others; None where that went wrong."""

    def lone(self) -> Prepared | None:
        """Return the scan of a dataset with one file, which has to be scanned; None for any other."""
        if len(self.dataset.files) != 1 or self.dataset.files[0].pointer is not None:
            return None
        file, cache = self.dataset.files[0], self.means.cache
        try:
            prepared = self.scans.of(file, self.dataset.card.defaults)
        except ManifestError:  # which the profile tells of
            return None
        is_kept = cache is not None and cache.has(part_key(prepared.digest, file))
        return None if is_kept else prepared

    def profile(self, indices: Sequence[int]) -> pa.Table | None:
        """Return the profile of files whose columns are alike; None if none can be read."""
        prepared, readable = self._scan_of(indices)
        if prepared is None:
            return None
        files, scan = self.dataset.files, prepared.scan
        keys = {index: part_key(prepared.digest, files[index]) for index in readable}
        tree = Tree(files, keys, self.connection, self.means.cache, self.hold)
        missing = list(tree.missing(readable))
        self._tell_kept(set(readable) - set(missing) - self.ahead.keys())
        faulty = self._without_content(missing) | self._take_ahead(missing, scan, tree)
        left = (index for index in missing if index not in faulty and index not in self.ahead)
        for batch in batches(left, files, self.means.engine):
            faulty |= self._scan(batch, scan, tree)
        good = [index for index in readable if index not in faulty]
        while good:
            try:
                part = tree.part(good, lambda index: self._scan_again(index, scan))
            except _UnreadableError as error:
                self._leave_out(error.index, error.fault)
                good.remove(error.index)
            else:
                self._cover(good, part, scan)
                return prepared.completed(renumbered(part.table, good))
        return None

    def _tell_kept(self, indices: Iterable[int]) -> None:
        """Tell the progress of files that need not be read."""
        if self.means.progress is not None:
            files = [self.dataset.files[index] for index in indices]
            self.means.progress(sum(file.rows for file in files), sum(file.input.bytes for file in files))

    def _scan_of(self, indices: Sequence[int]) -> tuple[Prepared | None, Sequence[int]]:
        """Return the scan of alike files, and those of them whose columns can be read."""
        for place, index in enumerate(indices):
            try:
                prepared = self.scans.of(self.dataset.files[index], self.dataset.card.defaults)
            except ManifestError as error:
                self._leave_out(index, error)
            else:
                return prepared, indices[place:]
        return None, ()

    def _scan(self, batch: Sequence[int], scan: Scan, tree: Tree) -> set[int]:
        """Scan files together, or if that fails one by one; return those that cannot be read."""
        try:
            parts = self._parts(batch, scan, self.means.progress)
        except ManifestError as error:
            if len(batch) == 1:
                self._leave_out(batch[0], error)
                return {batch[0]}
            return {faulty for index in batch for faulty in self._scan_alone(index, scan, tree)}
        for index, part in zip(batch, parts, strict=True):
            tree.add(index, part)
        return set()

    def _take_ahead(self, missing: Sequence[int], scan: Scan, tree: Tree) -> set[int]:
        """Take in what was scanned before; return the files that cannot be read."""
        faulty: set[int] = set()
        for index, part in self.ahead.items():
            if part is None:
                faulty |= self._scan_alone(index, scan, tree)
            elif index in missing:
                tree.add(index, part)
        return faulty

    def _scan_alone(self, index: int, scan: Scan, tree: Tree) -> set[int]:
        """Scan one of several files that failed together, whose progress has been told."""
        try:
            [part] = self._parts([index], scan, None)
        except ManifestError as error:
            self._leave_out(index, error)
            return {index}
        tree.add(index, part)
        return set()

    def _scan_again(self, index: int, scan: Scan) -> Part:
        try:
            [part] = self._parts([index], scan, None)
        except ManifestError as error:
            raise _UnreadableError(index, error) from error
        return part

    def _without_content(self, indices: Sequence[int]) -> set[int]:
        """Leave out the files of which a pointer is all that is here; return their indices."""
        absent = {index for index in indices if self.dataset.files[index].pointer is not None}
        for index in absent:
            try:
                require_content(self.dataset.files[index])
            except ManifestError as error:
                self._leave_out(index, error)
        return absent

    def _parts(self, batch: Sequence[int], scan: Scan, progress: Progress | None) -> list[Part]:
        return scan_parts(self.session, [self.dataset.files[index] for index in batch], scan, progress)

    def _cover(self, indices: Sequence[int], part: Part, scan: Scan) -> None:
        """Record that files were read, and what was noticed."""
        naive = list(naive_times(self.dataset.name, scan.types))
        for place, index in enumerate(indices):
            file = self.dataset.files[index]
            self.coverage.append(FileCoverage(file.path, file.rows, file.row_groups, file.rows))
            lost = part.lost.get(place, {})
            self.notices[index] = [*naive, *unreadable_cells(self.dataset.name, file.path, lost)]
            if lost:
                self.unreadable[file.path] = {name.removeprefix(LOST): count for name, count in lost.items()}

    def _leave_out(self, index: int, error: ManifestError) -> None:
        file = self.dataset.files[index]
        self.coverage.append(FileCoverage(file.path, file.rows, file.row_groups, 0, error.text, error.remedy))
