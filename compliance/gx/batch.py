"""Batches: their names, and what users of GX look at first."""

from compliance.gx.host import Batch
from compliance.gx.naming import file_part


class ManifestBatch(Batch):
    """A manifest, or one file of it, as of a day."""

    def _create_id(self) -> str:
        """Return a name that results can be stored under: that of a file may be part of no path."""
        options = (f"{name}_{file_part(str(value))}" for name, value in self.batch_request.options.items())
        return "-".join([self.datasource.name, self.data_asset.name, *options])
