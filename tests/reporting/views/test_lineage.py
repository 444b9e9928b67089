"""Lineage on the page."""

from dataclasses import replace

from compliance.model.history import Known, Origin
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.lineage import lineage
from tests.reporting.sample_report import clean_report, dispute_report


def test_each_parent_and_who_knows_it() -> None:
    """A parent is shown with its version and what is known of it; an unknown one stands out."""
    (view,) = lineage(dispute_report().datasets, Caps())

    assert view.parents == (
        ("clean 1.0", "in this report", False),
        ("common-crawl", "known public dataset", False),
        ("a colleague's disk", "not known, so what it passes on is unproven", True),
    )


def test_datasets_without_parents() -> None:
    """A dataset that names no parents has no part in the lineage."""
    assert lineage(clean_report().datasets, Caps()) == ()


def test_many_parents_are_cut_and_counted() -> None:
    """Of more parents than the page shows, it says how many there are."""
    parents = tuple(Origin(str(number), None, Known.UNKNOWN) for number in range(30))
    (view,) = lineage([replace(clean_report().datasets[0], origins=parents)], replace(Caps(), lines=10))

    assert len(view.parents) == 10
    assert view.cut.startswith("10 of 30 parents shown")
