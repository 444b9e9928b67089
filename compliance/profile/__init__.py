"""The profile: manifests in, groups of records by their facts out."""

from compliance.profile.cache import Cache
from compliance.profile.engines import ENGINES, Engine, SparkEngine, open_engine
from compliance.profile.finding import find_records
from compliance.profile.means import Means
from compliance.profile.profiling import profile_dataset, profile_datasets
from compliance.profile.progress import Progress

__all__ = [
    "ENGINES",
    "Cache",
    "Engine",
    "Means",
    "Progress",
    "SparkEngine",
    "find_records",
    "open_engine",
    "profile_dataset",
    "profile_datasets",
]
