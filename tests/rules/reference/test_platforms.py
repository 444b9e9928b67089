"""The law book: one file per platform under rules/reference/platforms/."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from compliance.linting.catalog import PLATFORM_CHECKS, PLATFORMS_TOGETHER
from compliance.model.platform import Platform

PLATFORMS = Path(__file__).parents[3] / "rules" / "reference" / "platforms"
FILES = sorted(PLATFORMS.glob("*.yaml"))


def _read(path: Path) -> Platform:
    return Platform.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def platforms() -> tuple[Platform, ...]:
    """Every platform of the law book, by file name."""
    return tuple(_read(path) for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_named_after_its_platform(path: Path) -> None:
    """Every file is a valid platform, is named after its id and begins by saying what it is."""
    platform = _read(path)

    assert platform.id == path.stem
    assert path.read_text(encoding="utf-8").startswith(f"# {platform.name}: ")


@pytest.mark.parametrize("check", PLATFORM_CHECKS)
def test_rows_have_no_fault(platforms: tuple[Platform, ...], check: str) -> None:
    """No row contradicts another of its document, leaves a gap undeclared, or lacks a source."""
    found = [(platform.id, *remark) for platform in platforms for remark in PLATFORM_CHECKS[check](platform)]

    assert found == []


@pytest.mark.parametrize("check", PLATFORMS_TOGETHER)
def test_platforms_share_nothing(platforms: tuple[Platform, ...], check: str) -> None:
    """No host and no name, whatever its case, belongs to two platforms."""
    assert list(PLATFORMS_TOGETHER[check](platforms)) == []


@pytest.mark.parametrize(
    ("platform", "clause", "day", "values"),
    [
        ("x", "api_access", date(2022, 7, 1), {"free"}),
        ("x", "api_access", date(2023, 7, 1), {"paid"}),
        ("x", "ai_training", date(2025, 6, 3), {"silent"}),
        ("x", "ai_training", date(2025, 6, 4), {"silent", "prohibited"}),
        ("reddit", "api_access", date(2023, 6, 30), {"free"}),
        ("reddit", "api_access", date(2023, 7, 1), {"paid"}),
        ("mastodon.social", "automated_collection", date(2025, 7, 2), set()),
        ("stackexchange", "automated_collection", date(2023, 11, 21), {"silent"}),
    ],
)
def test_law_of_the_day(platform: str, clause: str, day: date, values: set[str]) -> None:
    """On either side of a known change of terms the law book gives the known answer."""
    rows = [row for d in _read(PLATFORMS / f"{platform}.yaml").documents for row in d.clauses]
    in_force = {
        row.value
        for row in rows
        if row.clause == clause and (row.effective_from or date.min) <= day < (row.effective_to or date.max)
    }

    assert in_force == values


def test_a_price_book_speaks_one_currency(platforms: tuple[Platform, ...]) -> None:
    """Estimates add up what the plans of a platform cost, so all its prices are in one currency."""
    for platform in platforms:
        assert len({plan.price.currency for plan in platform.plans if plan.price}) <= 1
