"""Nothing twice: which files a run over a cache scans."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.model.manifest import Dataset
from compliance.model.platform import HostKind
from compliance.model.reference import HostLine
from tests.factories import damage_pages, plan_for, profile, read_dataset, write_manifest, write_text
from tests.profile.counting import Kept, groups

PLAN = plan_for("record.platform = 'x'", "platform.detected = 'x'")
NAMES = [f"m/{number:02}.parquet" for number in range(40)]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Return an empty cache."""
    return Kept(tmp_path / "cache")


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Return forty small files."""
    for number, name in enumerate(NAMES):
        write_one(tmp_path / name, number)
    return read_dataset(tmp_path / "m")


def write_one(path: Path, number: int, platform: str = "x") -> None:
    """Write a file that differs from the others."""
    row = {"platform": platform, "url": "https://new.example/1", "other": "reddit"}
    write_manifest(path, [row | {"id": f"{number}-{place}"} for place in range(3)])


def test_a_second_run_scans_nothing(kept: Kept, dataset: Dataset) -> None:
    """Profiles that are kept are used, and are what a run without a cache finds."""
    first, scanned = kept.profile(dataset, PLAN)
    second, again = kept.profile(dataset, PLAN)

    assert (scanned, again) == (NAMES, [])
    assert groups(second) == groups(first) == groups(profile(dataset, PLAN))
    assert kept.said == []


def test_rules_that_ask_for_the_same_facts(kept: Kept, dataset: Dataset) -> None:
    """A condition on the same facts is judged without a scan."""
    kept.profile(dataset, PLAN)

    assert kept.profile(dataset, plan_for("platform.detected <> record.platform"))[1] == []


def test_one_file_changes(kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """Only that file is scanned, and only its own part and the sums it enters are made again."""
    kept.profile(dataset, PLAN)
    before = set(kept.entries)
    write_one(tmp_path / NAMES[20], 20, "reddit")
    changed = read_dataset(tmp_path / "m")
    found, scanned = kept.profile(changed, PLAN)

    assert scanned == [NAMES[20]]
    assert len(before) == 40 + 3 + 1
    assert len(set(kept.entries) - before) == 1 + 1 + 1
    assert groups(found) == groups(profile(changed, PLAN))


def test_a_file_is_added(kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """Every other file has its part already, wherever the new one stands."""
    kept.profile(dataset, PLAN)
    write_one(tmp_path / "m/00a.parquet", 99)

    assert kept.profile(read_dataset(tmp_path / "m"), PLAN)[1] == ["m/00a.parquet"]


def test_a_file_is_moved(kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """Content counts, not the name."""
    kept.profile(dataset, PLAN)
    (tmp_path / NAMES[0]).rename(tmp_path / "m/zz.parquet")
    moved = read_dataset(tmp_path / "m")
    found, scanned = kept.profile(moved, PLAN)

    assert scanned == []
    assert groups(found) == groups(profile(moved, PLAN))


def test_a_new_fact(kept: Kept, dataset: Dataset) -> None:
    """A fact that no profile has yet asks for a scan of every file."""
    kept.profile(dataset, PLAN)

    assert kept.profile(dataset, plan_for("record.platform = 'x' AND record.url IS NULL"))[1] == NAMES


@pytest.mark.parametrize(
    "text",
    ["columns: {platform: other}", "columns: {url: lower(url)}", "defaults: {token_count: 5}"],
)
def test_another_card(text: str, kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """Another column map, or default of a column that is read or added up, reads every file anew."""
    kept.profile(dataset, PLAN)
    card = write_text(tmp_path / "dataset.yaml", f"name: d\nmanifest: m\n{text}\n")
    other = read_dataset(None, card)
    found, scanned = kept.profile(other, PLAN)

    assert scanned == NAMES
    assert groups(found) == groups(profile(other, PLAN))


def test_another_name_on_the_card(kept: Kept, dataset: Dataset) -> None:
    """What a card says and no file is read by asks for no scan."""
    kept.profile(dataset, PLAN)

    assert kept.profile(replace(dataset, card=replace_name(dataset)), PLAN)[1] == []


def replace_name(dataset: Dataset):
    """Return the card with another name."""
    return dataset.card.model_copy(update={"name": "renamed"})


def test_a_host_becomes_known(kept: Kept, dataset: Dataset) -> None:
    """A platform that a team adds is looked for in every file, when a rule asks where records are from."""
    plain = plan_for("record.platform = 'x'")
    for plan in (PLAN, plain):
        kept.profile(dataset, plan)
    kept.hosts = (*kept.hosts, HostLine("new.example", "new", HostKind.PRIMARY))
    found, scanned = kept.profile(dataset, PLAN)

    assert scanned == NAMES
    assert set(found.table["platform.detected"].to_pylist()) == {"new"}
    assert kept.profile(dataset, plain)[1] == []


def test_another_version_of_the_engine(kept: Kept, dataset: Dataset) -> None:
    """What an engine of another version read is not used."""
    kept.profile(dataset, PLAN)
    kept.version = "0.0"

    assert kept.profile(dataset, PLAN)[1] == NAMES


def test_partitions_are_content(kept: Kept, tmp_path: Path) -> None:
    """The same bytes in the folder of another partition are another file."""
    for platform in ("x", "reddit"):
        write_manifest(tmp_path / f"m/platform={platform}/a.parquet", [{"id": "1", "url": "u"}])
    partitioned = read_dataset(tmp_path / "m")
    for scans in (2, 0):
        found, scanned = kept.profile(partitioned, PLAN)

        assert len(scanned) == scans
        assert set(found.table["record.platform"].to_pylist()) == {"x", "reddit"}


def test_notices_are_kept(kept: Kept, tmp_path: Path) -> None:
    """What was lost in a file is said again, of the right file, when it is not read again."""
    for name, cell in (("a", "1"), ("b", "many"), ("c", "some")):
        write_manifest(
            tmp_path / f"m/{name}.parquet", [{"id": "1", "platform": "x", "token_count": cell, "n": name}]
        )
    dataset = read_dataset(tmp_path / "m")
    first, _ = kept.profile(dataset, PLAN)
    second, scanned = kept.profile(dataset, PLAN)

    assert scanned == []
    assert [notice.text.split(" in ")[1].split()[0] for notice in second.notices] == [
        "m/b.parquet",
        "m/c.parquet",
    ]
    assert second.notices == first.notices


def test_a_file_that_cannot_be_read_is_never_kept(kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """It is tried in every run and left out of every sum; the others are not read again."""
    damage_pages(tmp_path / NAMES[5])
    dataset = read_dataset(tmp_path / "m")
    first, _ = kept.profile(dataset, PLAN)
    second, scanned = kept.profile(dataset, PLAN)

    assert scanned == [NAMES[5]]
    assert groups(second) == groups(first)
    assert [line.path for line in second.coverage if line.problem] == [NAMES[5]]


def test_a_part_and_its_file_are_gone(kept: Kept, dataset: Dataset, tmp_path: Path) -> None:
    """A file that vanished together with its entry is unread; every other file counts."""
    kept.profile(dataset, PLAN)
    for entry in kept.entries:
        entry.write_bytes(b"PAR1")
    for name in NAMES[3:5]:
        (tmp_path / name).unlink()
    found, _ = kept.profile(dataset, PLAN)

    assert [line.path for line in found.coverage if line.problem] == NAMES[3:5]
    assert sum(found.table["measure.records"].to_pylist()) == 38 * 3


def test_a_file_written_while_it_is_read(kept: Kept, tmp_path: Path) -> None:
    """It is unread, and nothing is kept under the digest of what it was before."""
    path = tmp_path / "m.parquet"
    write_one(path, 1)
    before = read_dataset(path)
    old = path.read_bytes()
    write_one(path, 1, "reddit")
    found, _ = kept.profile(before, PLAN)
    path.write_bytes(old)
    restored, _ = kept.profile(read_dataset(path), PLAN)

    assert [line.problem for line in found.coverage] == ["it was written again while it was read"]
    assert restored.table["record.platform"].to_pylist() == ["x"]


def test_progress_counts_what_need_not_be_read(kept: Kept, dataset: Dataset) -> None:
    """Files from the cache are told as done, so that a bar ends at its end."""
    from compliance.profile import Means, profile_dataset  # noqa: PLC0415 - only here

    told: list[int] = []
    for _ in range(2):
        told.clear()
        means = Means(cache=kept.cache, progress=lambda rows, _: told.append(rows))
        profile_dataset(dataset, PLAN, kept.hosts, means)

        assert sum(told) == sum(file.rows for file in dataset.files)


def test_days_are_kept_as_days(kept: Kept, tmp_path: Path) -> None:
    """Facts of every type come back from the cache as they went in."""
    day = datetime.datetime(2023, 4, 1, tzinfo=datetime.UTC)
    row = {
        "id": "1",
        "platform": "x",
        "collected_at": day,
        "was_derived_from": ["a", "b"],
        "commercial": True,
    }
    dataset = read_dataset(write_manifest(tmp_path / "m.parquet", [row, row | {"was_derived_from": None}]))
    plan = plan_for(
        "record.collected_at > DATE '2020-01-01'", "record.was_derived_from IS NULL", "record.commercial"
    )
    first, _ = kept.profile(dataset, plan)
    second, scanned = kept.profile(dataset, plan)

    assert scanned == []
    assert second.table.schema == first.table.schema
    assert groups(second) == groups(first)
