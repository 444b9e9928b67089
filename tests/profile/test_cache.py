"""The cache: what goes wrong in its folder costs a scan, is said once, and never stops a run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.profile.cache import Cache, Usage
from tests.factories import plan_for, profile, read_dataset, write_manifest
from tests.profile.counting import ROOMY, Kept, groups
from tests.profile.parts import part_of

DAY = 86_400
KEYS = [f"{number:02}" * 32 for number in range(10)]
PLAN = plan_for("record.platform = 'x'")


def open_cache(folder: Path, limit: int = ROOMY) -> tuple[Cache, list[str]]:
    """Return a cache, and what it will say."""
    said: list[str] = []
    return Cache(folder, limit, said.append), said


def entry(cache: Cache, key: str) -> Path:
    """Return the file of an entry."""
    return cache.folder / "profiles" / key[:2] / f"{key}.parquet"


def test_what_is_put_can_be_got(tmp_path: Path) -> None:
    """A part is found by its key, by this run and by later ones."""
    cache, said = open_cache(tmp_path)

    assert cache.put(KEYS[0], part_of("x", "reddit"))
    for later in (cache, open_cache(tmp_path)[0]):
        assert later.has(KEYS[0])
        found = later.get(KEYS[0], 2)
        assert found is not None
        assert found.table.equals(part_of("x", "reddit").table)
    assert not cache.has(KEYS[1])
    assert cache.get(KEYS[1], 2) is None
    assert said == []


def flipped(path: Path) -> None:
    """Flip one bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def folder_instead(path: Path) -> None:
    """Put a folder with a file where the entry was."""
    path.unlink()
    path.mkdir()
    (path / "file").write_text("in the way", encoding="utf-8")


def dangling(path: Path) -> None:
    """Put a link to itself where the entry was."""
    path.unlink()
    path.symlink_to(path)


DAMAGES: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-9]),
    lambda path: path.write_bytes(path.read_bytes() + b"more"),
    flipped,
    folder_instead,
    dangling,
]
NAMES = ["empty", "truncated", "longer", "flipped", "folder", "loop"]


@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_a_damaged_entry(damage: Callable[[Path], object], tmp_path: Path) -> None:
    """Whatever stands in the place of an entry is named, removed, and makes room for a new one."""
    cache, said = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))
    damage(entry(cache, KEYS[0]))

    assert cache.get(KEYS[0], 1) is None
    assert said == [f"the cache entry {KEYS[0]}.parquet was damaged; what it held is made again"]
    assert cache.put(KEYS[0], part_of("x"))
    assert cache.get(KEYS[0], 1) is not None


@pytest.mark.parametrize("damage", DAMAGES, ids=NAMES)
def test_damage_never_shows_in_a_profile(damage: Callable[[Path], object], tmp_path: Path) -> None:
    """With any entry damaged, the profile is that of a run without a cache."""
    for number in range(3):
        write_manifest(tmp_path / f"m/{number}.parquet", [{"id": str(number), "platform": "x"}])
    dataset = read_dataset(tmp_path / "m")
    kept = Kept(tmp_path / "cache")
    expected = groups(profile(dataset, PLAN))
    kept.profile(dataset, PLAN)
    count = len(kept.entries)
    for path in kept.entries:
        damage(path)
        assert groups(kept.profile(dataset, PLAN)[0]) == expected
    kept.profile(dataset, PLAN)

    assert len(kept.entries) == count
    assert kept.profile(dataset, PLAN)[1] == []


def test_two_entries_change_places(tmp_path: Path) -> None:
    """Parts of as many rows are not taken for one another."""
    for platform in ("x", "reddit"):
        write_manifest(tmp_path / f"m/{platform}.parquet", [{"id": "1", "platform": platform}])
    kept = Kept(tmp_path / "cache")
    datasets = [read_dataset(tmp_path / f"m/{platform}.parquet") for platform in ("x", "reddit")]
    for dataset in datasets:
        kept.profile(dataset, PLAN)
    first, second = kept.entries
    first.rename(tmp_path / "aside")
    second.rename(first)
    (tmp_path / "aside").rename(second)
    platforms = [kept.profile(dataset, PLAN)[0].table["record.platform"].to_pylist() for dataset in datasets]

    assert platforms == [["x"], ["reddit"]]
    assert len(kept.said) == 2


def test_an_entry_with_other_rows(tmp_path: Path) -> None:
    """An entry that does not add up to the rows of its files is damaged, whatever its digest."""
    cache, said = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))

    assert cache.get(KEYS[0], 2) is None
    assert len(said) == 1


def test_a_broken_disk(tmp_path: Path) -> None:
    """Of many damaged entries a few are named."""
    cache, said = open_cache(tmp_path)
    for key in KEYS:
        cache.put(key, part_of("x"))
        flipped(entry(cache, key))
        assert cache.get(key, 1) is None

    assert len(said) == 4
    assert said[-1] == "more cache entries were damaged; what they held is made again"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """It is said once, and the profile is what it would be."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for number in range(5):
        write_manifest(tmp_path / f"m/{number}.parquet", [{"id": str(number), "platform": "x"}])
    dataset = read_dataset(tmp_path / "m")
    kept = Kept(tmp_path / "file" / "cache")
    found, scanned = kept.profile(dataset, PLAN)

    assert len(scanned) == 5
    assert groups(found) == groups(profile(dataset, PLAN))
    assert kept.said == [
        f"the cache at {kept.folder} cannot be written (Not a directory): nothing more is kept"
    ]
    assert kept.cache.usage() == Usage(kept.folder, 0, 0, ROOMY)
    assert kept.cache.clear() == 0


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails half way leaves nothing behind, and what was kept before stays of use."""
    cache, said = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert not any(cache.put(key, part_of("x")) for key in KEYS[1:])
    assert said == [
        f"the cache at {tmp_path} cannot be written (No space left on device): nothing more is kept"
    ]
    assert cache.usage().entries == 1
    assert cache.get(KEYS[0], 1) is not None


def test_a_cache_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are used although nobody may note that they were."""
    cache, said = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))

    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "utime", forbidden)

    assert cache.get(KEYS[0], 1) is not None
    assert cache.has(KEYS[0])
    assert said == []


def used(cache: Cache, key: str, days: int) -> None:
    """Let an entry have been used so many days ago."""
    now = max(path.stat().st_mtime for path in cache.folder.rglob("*.parquet"))
    os.utime(entry(cache, key), (now - days * DAY, now - days * DAY))


def test_the_entries_unused_for_longest_go(tmp_path: Path) -> None:
    """Beyond the limit entries are removed until a tenth is free; the one used last stays."""
    cache, _ = open_cache(tmp_path)
    for place, key in enumerate(KEYS):
        cache.put(key, part_of("x"))
        used(cache, key, days=20 - place)
    cache.get(KEYS[0], 1)
    size = entry(cache, KEYS[0]).stat().st_size
    cache.limit = size * 5
    cache.trim()

    assert [key for key in KEYS if cache.has(key)] == [KEYS[0], *KEYS[-3:]]
    assert cache.usage() == Usage(tmp_path, 4, 4 * size, 5 * size)


def test_below_the_limit_nothing_goes(tmp_path: Path) -> None:
    """However old an entry is, it stays while there is room."""
    cache, _ = open_cache(tmp_path)
    for key in KEYS:
        cache.put(key, part_of("x"))
    used(cache, KEYS[0], days=1_000)
    cache.trim()

    assert cache.usage().entries == len(KEYS)


def test_parts_of_a_sum_that_is_used(tmp_path: Path) -> None:
    """Whoever uses a sum will need its parts when a file changes: they are as young as the sum."""
    for number in range(3):
        write_manifest(tmp_path / f"m/{number}.parquet", [{"id": str(number), "platform": "x"}])
    dataset = read_dataset(tmp_path / "m")
    kept = Kept(tmp_path / "cache")
    kept.profile(dataset, PLAN)
    for path in kept.entries:
        os.utime(path, (0, 0))
    kept.profile(dataset, PLAN)

    assert len(kept.entries) == 4
    assert all(path.stat().st_mtime > 0 for path in kept.entries)


def left_behind(cache: Cache, days: int) -> Path:
    """Leave a file as a run that was killed does."""
    path = entry(cache, KEYS[0]).with_name(f".{KEYS[0]}.parquet.{days}")
    path.write_bytes(b"half")
    os.utime(path, (path.stat().st_mtime - days * DAY,) * 2)
    return path


def test_what_killed_runs_left(tmp_path: Path) -> None:
    """It is no entry, takes room, and goes after a day: until then a run may be writing it."""
    cache, _ = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))
    old, young = left_behind(cache, 2), left_behind(cache, 0)
    before = cache.usage()
    cache.trim()

    assert before.entries == 1
    assert before.bytes == 8 + entry(cache, KEYS[0]).stat().st_size
    assert (old.exists(), young.exists()) == (False, True)
    assert cache.clear() == 1
    assert cache.usage() == Usage(tmp_path, 0, 0, ROOMY)


def test_not_after_every_dataset(tmp_path: Path) -> None:
    """A run looks through the entries at first, and again once it has written much; else they stay."""
    cache, _ = open_cache(tmp_path)
    cache.put(KEYS[0], part_of("x"))
    first = left_behind(cache, 2)
    cache.relieve()
    second = left_behind(cache, 3)
    cache.put(KEYS[1], part_of("x"))
    cache.relieve()
    stayed = second.exists()
    cache.limit = entry(cache, KEYS[0]).stat().st_size * 5
    cache.put(KEYS[2], part_of("x"))
    cache.relieve()

    assert (first.exists(), stayed, second.exists()) == (False, True, False)


def test_a_cache_that_is_cleared_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is not kept, nothing is said, and the next one is."""
    cache, said = open_cache(tmp_path)
    sync = os.fsync

    def cleared(_: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        shutil.rmtree(tmp_path)

    monkeypatch.setattr(os, "fsync", cleared)

    assert not cache.put(KEYS[0], part_of("x"))
    assert cache.put(KEYS[1], part_of("x"))
    assert said == []
