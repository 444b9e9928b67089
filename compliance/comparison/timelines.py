"""Timelines: the records of each platform, which is what reports from disk hold of the sources."""

from collections.abc import Iterable

from compliance.model.changes import FactChange, ValueChange
from compliance.model.report import DatasetReport
from compliance.model.timeline import PlatformTimeline


def platform_changes(old: DatasetReport | None, new: DatasetReport | None) -> tuple[FactChange, ...]:
    """Return the platforms with more or fewer records, as far as each report lists them one by one."""
    was, now = _records(old), _records(new)
    listed = [name for name in dict.fromkeys((*now, *was)) if _is_told(name, old) and _is_told(name, new)]
    values = [ValueChange(name, was.get(name, 0), now.get(name, 0)) for name in listed]
    differing = [value for value in values if value.old != value.new]
    differing.sort(key=lambda value: (-abs(value.new - value.old), value.value or ""))
    return (FactChange("platform.id", tuple(differing), len(differing)),) if differing else ()


def timeline_of(dataset: DatasetReport | None) -> Iterable[PlatformTimeline]:
    """Return the timelines of a dataset; none of one that is not there."""
    return () if dataset is None else dataset.timeline


def _records(dataset: DatasetReport | None) -> dict[str | None, int]:
    return {line.platform: line.total.total for line in timeline_of(dataset) if line.platforms == 1}


def _is_told(platform: str | None, dataset: DatasetReport | None) -> bool:
    """Tell whether a report says how many records a platform has: one that sums up the rest may not."""
    sums_up = any(line.platforms > 1 for line in timeline_of(dataset))
    return not sums_up or platform in _records(dataset)
