"""In Great Expectations: manifests as data assets, rules as expectations.

Importing this package imports Great Expectations, which takes seconds, and
makes `context.data_sources.add_manifest` known to it. Nothing else imports it.
"""

from compliance.gx.datasource import ManifestAsset, ManifestDatasource
from compliance.gx.records import ExpectRecordsToComply

__all__ = ["ExpectRecordsToComply", "ManifestAsset", "ManifestDatasource"]
