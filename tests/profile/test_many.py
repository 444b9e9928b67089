"""Many datasets in one run: each profile is what the dataset gives by itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from compliance.model.manifest import Dataset, ManifestFile
from compliance.profile import Means, profile_dataset, profile_datasets
from compliance.profile.engines.duckdb_engine import DuckDBEngine, DuckDBSession
from tests.factories import HOSTS, damage_pages, plan_for, read_dataset, write_manifest, write_text
from tests.profile.counting import Counting, Kept, groups

PLAN = plan_for("record.platform = 'x'", "record.purpose = 'rag'", "platform.detected = 'x'")


@dataclass(frozen=True)
class Opening(DuckDBEngine):
    """DuckDB, with how many files each of its sessions could read."""

    opens: list[int] = field(default_factory=list)

    @contextmanager
    def opened(
        self, files: Sequence[ManifestFile], tables: Mapping[str, pa.Table], *, streams: bool = False
    ) -> Iterator[DuckDBSession]:
        """Return a session, and remember it."""
        self.opens.append(len(files))
        with super().opened(files, tables, streams=streams) as session:
            yield session


def write_one(folder: Path, *platforms: str, purpose: str | None = None, **more: object) -> Dataset:
    """Write and read a dataset with a record on each platform, and a default that only its card knows."""
    rows = [{"id": f"{at}", "platform": platform, **more} for at, platform in enumerate(platforms)]
    write_manifest(folder / "m.parquet", rows)
    defaults = f"defaults: {{purpose: {purpose}}}\n" if purpose else ""
    card = f"name: {folder.name}\nmanifest: m.parquet\n{defaults}"
    return read_dataset(None, write_text(folder / "dataset.yaml", card))


def test_each_as_by_itself(tmp_path: Path) -> None:
    """Equal and unlike columns, defaults, and a damaged file: no dataset sees anything of another."""
    damaged = write_one(tmp_path / "damaged", "x", "x")
    damage_pages(tmp_path / "damaged" / "m.parquet")
    datasets = [
        write_one(tmp_path / "one", "x", "reddit"),
        damaged,
        write_one(tmp_path / "two", "x", purpose="rag"),
        write_one(tmp_path / "three", "x", purpose="eval"),
        write_one(tmp_path / "four", "tiktok", url="https://x.com/a"),
        write_one(tmp_path / "five", "discord"),
    ]
    together = profile_datasets(datasets, PLAN, HOSTS)

    assert [groups(each) for each in together] == [
        groups(profile_dataset(dataset, PLAN, HOSTS)) for dataset in datasets
    ]
    assert [each.table.num_rows for each in together] == [2, 0, 1, 1, 1, 1]


def test_one_session(tmp_path: Path) -> None:
    """However many datasets there are, the engine is opened once; for none, it is not."""
    engine = Opening()
    datasets = [write_one(tmp_path / name, "x") for name in ("one", "two", "three")]
    profile_datasets(datasets, PLAN, HOSTS, Means(engine))
    profile_datasets([], PLAN, HOSTS, Means(engine))

    assert engine.opens == [3]


def test_small_files_are_scanned_together(tmp_path: Path) -> None:
    """Alike files of different datasets are scanned by one query, each once and told of once."""
    kept, told = Kept(tmp_path / "cache"), []
    datasets = [write_one(tmp_path / name, name, "x") for name in ("one", "two", "three")]
    engine = Counting()
    means = Means(engine, kept.cache, lambda rows, _: told.append(rows))
    first = profile_datasets(datasets, PLAN, HOSTS, means)
    again = profile_datasets([*datasets, write_one(tmp_path / "four", "x")], PLAN, HOSTS, means)

    assert engine.queries == [["m.parquet"] * 3, ["m.parquet"]]
    assert sum(told) == 3 * 2 + 3 * 2 + 1
    assert [groups(each) for each in again[:3]] == [groups(each) for each in first]


def test_a_damaged_file_among_others(tmp_path: Path) -> None:
    """What cannot be read is left out, and costs the files that were scanned with it nothing."""
    datasets = [write_one(tmp_path / name, "x") for name in ("one", "two", "three")]
    damage_pages(tmp_path / "two" / "m.parquet")
    rows = [
        [line.rows_examined for line in each.coverage] for each in profile_datasets(datasets, PLAN, HOSTS)
    ]

    assert rows == [[1], [0], [1]]
