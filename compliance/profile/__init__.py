"""The profile: manifests in, groups of records by their facts out."""

from compliance.profile.cache import Cache
from compliance.profile.engines import ENGINES, Engine, SparkEngine, open_engine
from compliance.profile.profiling import Means, profile_dataset
from compliance.profile.progress import Progress

__all__ = [
    "ENGINES",
    "Cache",
    "Engine",
    "Means",
    "Progress",
    "SparkEngine",
    "open_engine",
    "profile_dataset",
]
