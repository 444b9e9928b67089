"""The law book: one file per platform under rules/reference/platforms/."""

from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from compliance.model.platform import Clause, HostKind, Plan, Platform, Status, TermsDocument

PLATFORMS = Path(__file__).parents[3] / "rules" / "reference" / "platforms"
FILES = sorted(PLATFORMS.glob("*.yaml"))


def _read(path: Path) -> Platform:
    return Platform.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def platforms() -> tuple[Platform, ...]:
    """Every platform of the law book, by file name."""
    return tuple(_read(path) for path in FILES)


def _timelines(platform: Platform) -> list[list[Clause]]:
    """Return the clauses of each document on one thing in one region, oldest first."""
    lines = defaultdict(list)
    for document in platform.documents:
        for clause in document.clauses:
            lines[document.title, clause.clause, clause.region].append(clause)
    return [sorted(line, key=lambda row: row.effective_from or date.min) for line in lines.values()]


def _hosts(platform: Platform) -> list[tuple[HostKind, str]]:
    return [(kind, host) for kind in HostKind for host in getattr(platform.domains, kind.value)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_named_after_its_platform(path: Path) -> None:
    """Every file is a valid platform, is named after its id and begins by saying what it is."""
    platform = _read(path)

    assert platform.id == path.stem
    assert path.read_text(encoding="utf-8").startswith(f"# {platform.name}: ")


def test_names_are_unambiguous(platforms: tuple[Platform, ...]) -> None:
    """No two platforms answer to the same name, whatever its case."""
    names = [
        name
        for platform in platforms
        for name in {known.lower() for known in (platform.id, platform.name, *platform.aliases)}
    ]

    assert len(names) == len(set(names))


def test_hosts_belong_to_one_platform(platforms: tuple[Platform, ...]) -> None:
    """No host belongs to two platforms, nor to one of them twice."""
    listed = [host for platform in platforms for _, host in _hosts(platform)]

    assert len(listed) == len(set(listed))


def test_hosts_are_bare_names(platforms: tuple[Platform, ...]) -> None:
    """A host has no scheme, path, wildcard, port or capital letter."""
    listed = [host for platform in platforms for _, host in _hosts(platform)]

    assert all(host == host.lower() and "." in host and not set(host) & set("/*: ") for host in listed)


def test_host_covers_its_subdomains(platforms: tuple[Platform, ...]) -> None:
    """No sub-domain is listed beside its parent of the same kind, which stands for it."""
    for platform in platforms:
        listed = _hosts(platform)

        assert not [
            (child, parent)
            for kind, child in listed
            for other, parent in listed
            if kind is other and child.endswith("." + parent)
        ]


def test_sources_can_be_found_again(platforms: tuple[Platform, ...]) -> None:
    """Every row says where it was read: an address, or a file and a commit of a public archive."""
    for platform in platforms:
        clauses = [row for document in platform.documents for row in document.clauses]
        sources = [
            platform.domains.source,
            *(clause.source for clause in clauses),
            *(plan.source for plan in platform.plans),
        ]

        assert all(source.url or source.path for source in sources), platform.id


def test_clauses_of_a_document_do_not_contradict(platforms: tuple[Platform, ...]) -> None:
    """Within one document, clause and region, a row ends before the next one starts."""
    for platform in platforms:
        for line in _timelines(platform):
            standing = [row for row in line if row.status is not Status.WITHDRAWN]
            for earlier, later in pairwise(standing):
                assert earlier.effective_to is not None, (platform.id, earlier)
                assert later.effective_from is not None, (platform.id, later)
                assert earlier.effective_to <= later.effective_from, (platform.id, earlier)


def test_gaps_are_where_the_evidence_ends(platforms: tuple[Platform, ...]) -> None:
    """Between two rows of a timeline there is no gap that its earlier row does not admit."""
    for platform in platforms:
        for line in _timelines(platform):
            standing = [row for row in line if row.status is not Status.WITHDRAWN]
            gaps = [early for early, late in pairwise(standing) if early.effective_to != late.effective_from]

            assert all(row.evidence_ends for row in gaps), (platform.id, gaps)


def test_rows_never_in_force_say_so(platforms: tuple[Platform, ...]) -> None:
    """A withdrawn clause covers no day, and an announced one says when it was announced."""
    rows = [row for platform in platforms for document in platform.documents for row in document.clauses]

    assert all(row.effective_from == row.effective_to for row in rows if row.status is Status.WITHDRAWN)
    assert all(row.announced_on for row in rows if row.status is Status.ANNOUNCED)


def test_rows_are_in_reading_order(platforms: tuple[Platform, ...]) -> None:
    """Documents come by title, and their clauses by name and then by date."""

    def place(row: Clause) -> tuple[str, date]:
        return row.clause, row.effective_from or date.min

    for platform in platforms:
        documents: list[TermsDocument] = list(platform.documents)

        assert documents == sorted(documents, key=lambda document: document.title)
        assert all(list(d.clauses) == sorted(d.clauses, key=place) for d in documents)


def test_plans_succeed_one_another(platforms: tuple[Platform, ...]) -> None:
    """A plan has one price on any day: its rows follow each other without overlap."""
    for platform in platforms:
        rows: defaultdict[str, list[Plan]] = defaultdict(list)
        for plan in platform.plans:
            rows[plan.plan].append(plan)
        for line in rows.values():
            assert all(early.effective_to == late.effective_from for early, late in pairwise(line))


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
