"""Batches: their names, and what users of GX look at first."""

from compliance.gx.host import Batch, HeadData
from compliance.gx.naming import file_part
from compliance.gx.source.engine import question_of
from compliance.gx.source.first_rows import first_rows
from compliance.gx.source.question import dataset_of


class ManifestBatch(Batch):
    """A manifest, or one file of it, as of a day."""

    def _create_id(self) -> str:
        """Return a name that results can be stored under: that of a file may be part of no path."""
        options = (f"{name}_{file_part(str(value))}" for name, value in self.batch_request.options.items())
        return "-".join([self.datasource.name, self.data_asset.name, *options])

    def head(self, n_rows: int = 5, fetch_all: bool = False) -> HeadData:  # noqa: FBT001, FBT002 - as GX has it
        """Return the first rows as they stand in the files, or all but the last *-n_rows*.

        Raises UsageError for more than a look takes and for a report, and
        ManifestError for a file that cannot be read.
        """
        files = dataset_of(question_of(self.data)).files
        rows = sum(file.rows for file in files)
        if fetch_all or n_rows > rows:
            n_rows = rows
        return HeadData(first_rows(files, n_rows if n_rows >= 0 else max(rows + n_rows, 0)))
