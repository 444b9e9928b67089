"""Where a reader can do something about a finding."""

from dataclasses import replace

import pytest

from compliance.reporting.issues.blame import Blame, relative
from tests.reporting.sample_report import dispute_report, sample_report

_LINES = (
    ("name", 1),
    ("owner", 2),
    ("manifest", 3),
    ("columns", 4),
    ("columns.license", 5),
    ("columns.platform", 6),
    ("defaults", 7),
    ("defaults.platform", 8),
    ("parents", 9),
)


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (("record.platform",), 8),
        (("record.license",), 5),
        (("platform.id", "record.license"), 5),
        (("terms.api_access",), 8),
        (("license.status",), 5),
        (("dataset.owner",), 2),
        (("lineage.known",), 9),
        (("record.purpose",), 3),
        (("sum(measure.records)",), 3),
        ((), 3),
    ],
)
def test_the_line_of_a_card(facts: tuple[str, ...], line: int) -> None:
    """It is the default or the mapping of a column that the rule looks at, else the manifest."""
    report = dispute_report()
    report = replace(report, datasets=(replace(report.datasets[0], card_lines=_LINES),))
    place = Blame(report).place("dispute", facts)

    assert (place.path, place.line) == ("datasets/dispute/dataset.yaml", line)


def test_a_card_of_which_no_lines_are_known() -> None:
    """A report from before lines were recorded points to the first line."""
    report = dispute_report()
    report = replace(report, datasets=(replace(report.datasets[0], card_lines=()),))

    assert Blame(report).place("dispute", ["record.platform"]).line == 1


def test_without_a_card() -> None:
    """The first manifest file stands for a dataset without a card."""
    report = sample_report()
    place = Blame(report).place("mirror")

    assert (place.path, place.line) == (report.datasets[2].coverage[0].path, 1)


@pytest.mark.parametrize(
    ("path", "prefix", "shown"),
    [
        ("data/dataset.yaml", "", "data/dataset.yaml"),
        ("data/dataset.yaml", "team/lake", "team/lake/data/dataset.yaml"),
        ("data/dataset.yaml", "/team/", "team/data/dataset.yaml"),
        ("../other/dataset.yaml", "team", "other/dataset.yaml"),
        ("../../../etc/passwd", "team", "etc/passwd"),
        ("./a/./b", "", "a/b"),
        ("/data/dataset.yaml", "team", "data/dataset.yaml"),
        ("C:\\data\\dataset.yaml", "team", "data/dataset.yaml"),
        ("s3://bucket/posts.parquet", "team", "bucket/posts.parquet"),
        ("https://user:word@host/a.parquet", "", "host/a.parquet"),
        ("..", "", "."),
    ],
)
def test_paths_in_a_repository(path: str, prefix: str, shown: str) -> None:
    """Paths are relative to the root of the repository; none is absolute, a URL, or leads out."""
    assert relative(path, prefix) == shown
