"""In Great Expectations: manifests as data assets, rules as expectations.

Importing this package imports Great Expectations, which takes seconds, and
makes `context.data_sources.add_manifest` known to it. Nothing else imports it.
"""

from compliance.gx.action import WriteReports
from compliance.gx.contract.expectation import ExpectManifestToMatchContract
from compliance.gx.pages.site import OfflineSiteBuilder
from compliance.gx.rules.expectation import ExpectRecordsToComply
from compliance.gx.rules.suites import suite_from_pack
from compliance.gx.source.datasource import ManifestAsset, ManifestDatasource

__all__ = [
    "ExpectManifestToMatchContract",
    "ExpectRecordsToComply",
    "ManifestAsset",
    "ManifestDatasource",
    "OfflineSiteBuilder",
    "WriteReports",
    "suite_from_pack",
]
