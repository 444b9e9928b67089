"""Engines: where the scan of manifest files runs. All of them compute the same profile."""

from compliance.profile.engines.catalog import ENGINES, open_engine
from compliance.profile.engines.engine import Engine, Session
from compliance.profile.engines.spark_engine import SparkEngine

__all__ = ["ENGINES", "Engine", "Session", "SparkEngine", "open_engine"]
