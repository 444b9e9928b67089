"""In Great Expectations: manifests as data assets, rules as expectations.

Importing this package imports Great Expectations, which takes seconds, and
makes `context.data_sources.add_manifest` known to it. Nothing else imports it.
"""

from compliance.gx.action import WriteReports
from compliance.gx.datasource import ManifestAsset, ManifestDatasource
from compliance.gx.manifests import ExpectManifestToMatchContract
from compliance.gx.records import ExpectRecordsToComply
from compliance.gx.site import OfflineSiteBuilder
from compliance.gx.suites import suite_from_pack

__all__ = [
    "ExpectManifestToMatchContract",
    "ExpectRecordsToComply",
    "ManifestAsset",
    "ManifestDatasource",
    "OfflineSiteBuilder",
    "WriteReports",
    "suite_from_pack",
]
