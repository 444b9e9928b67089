"""Lineage: each dataset that names parents, and who knows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.model.history import Origin
from compliance.model.report import DatasetReport
from compliance.reporting.plain import cell
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import dataset_name


@dataclass(frozen=True)
class LineageView:
    """A dataset with its parents: name, what is known of it, and whether that is nothing."""

    dataset: str
    parents: tuple[tuple[str, str, bool], ...]
    cut: str


def lineage(datasets: Iterable[DatasetReport], caps: Caps) -> tuple[LineageView, ...]:
    """Return the datasets that have parents."""
    return tuple(_view(dataset, caps) for dataset in datasets if dataset.origins)


def _view(dataset: DatasetReport, caps: Caps) -> LineageView:
    shown = dataset.origins[: caps.lines]
    return LineageView(
        dataset=dataset_name(dataset),
        parents=tuple(_parent(origin, caps) for origin in shown),
        cut=cut(len(shown), len(dataset.origins), say("cut.parents"), IN_JSON),
    )


def _parent(origin: Origin, caps: Caps) -> tuple[str, str, bool]:
    named = f"{origin.name} {origin.version}" if origin.version else origin.name
    return cell(named, caps.cell), say(f"lineage.{origin.known}"), origin.known == "unknown"
