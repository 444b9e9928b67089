"""Laws that were kept: the same as the files say, or not used."""

import shutil
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs import law_files
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.law_cache import LawCache
from compliance.laws import Laws, read_laws
from tests.factories import write_text

RULE = (shipped_rules() / "social/paid-api-grant.yaml").read_text(encoding="utf-8")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return a folder with a team's pack of one rule."""
    folder = tmp_path / "team"
    write_text(folder / "pack.yaml", "{name: team, version: 1.0.0, title: A pack}\n")
    write_text(folder / "paid.yaml", RULE)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache with the shipped laws in it."""
    folder = tmp_path_factory.mktemp("cache")
    read_laws(cache=folder)
    return folder


def entry(cache: Path) -> Path:
    """Return the one entry of a cache."""
    [path] = cache.rglob("*.json")
    return path


def refuse(*_: object) -> None:
    """Stand for a parser that must not be needed."""
    raise AssertionError("a file was parsed")


def without_parsing(monkeypatch: pytest.MonkeyPatch, cache: Path, *folders: Path) -> Laws:
    """Return the laws, read without parsing any file."""
    with monkeypatch.context() as patch:
        patch.setattr("compliance.inputs.rules.read_yaml", refuse)
        patch.setattr("compliance.inputs.reference.read_yaml", refuse)
        return read_laws(folders, cache)


def test_kept_laws_are_the_laws(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Laws from the cache equal those from the files in every part: conditions, cases, terms and digests."""
    kept = without_parsing(monkeypatch, filled)
    read = read_laws()

    assert kept == read
    assert [repr(rule) for rule in kept.plan.rules] == [repr(rule) for rule in read.plan.rules]


def test_adjustments_are_read_each_time(tmp_path: Path, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a team switches off is no part of what is kept."""
    read_laws([team], tmp_path / "cache")
    kept = LawCache(tmp_path / "cache", ((shipped_rules(), "rules"), (team, team.as_posix()))).recall()
    write_text(team / "adjustments.yaml", "off: {team/paid: not ours}\n")
    changed = read_laws([team], tmp_path / "cache")

    assert kept is not None
    assert "team/paid" in {rule.id for rule in kept.packs.rules}
    assert "team/paid" not in {rule.id for rule in changed.plan.rules}
    assert without_parsing(monkeypatch, tmp_path / "cache", team) == changed


def test_a_changed_rule_is_read_again(tmp_path: Path, team: Path) -> None:
    """An entry is not used once a file has changed, been added or removed."""
    cache = tmp_path / "cache"
    read_laws([team], cache)
    write_text(team / "paid.yaml", RULE.replace("severity: critical", "severity: low"))
    changed = read_laws([team], cache)
    write_text(team / "second.yaml", RULE)
    added = read_laws([team], cache)
    (team / "paid.yaml").unlink()
    removed = read_laws([team], cache)

    assert changed == read_one(changed, "team/paid", "low")
    assert {"team/paid", "team/second"} <= {rule.id for rule in added.plan.rules}
    assert removed == read_laws([team])


def read_one(laws: Laws, id_: str, severity: str) -> Laws:
    """Return the laws if one rule has this severity."""
    assert {rule.id: rule.rule.severity for rule in laws.packs.rules}[id_] == severity
    return laws


def test_a_faulty_rule_is_never_kept(tmp_path: Path, team: Path) -> None:
    """Problems are found anew in each run, at their place in the file."""
    write_text(team / "paid.yaml", RULE.replace("severity: critical", "severity: grave"))
    for _ in range(2):
        with pytest.raises(ConfigurationError, match=r"paid\.yaml:\d+:\d+: "):
            read_laws([team], tmp_path / "cache")

    assert list(tmp_path.rglob("*.json")) == []


@pytest.mark.parametrize("at", [0, 70, 5_000, -2])
def test_a_broken_entry_is_read_again(filled: Path, tmp_path: Path, at: int) -> None:
    """One wrong byte anywhere, and the files are read and kept anew."""
    cache = tmp_path / "cache"
    shutil.copytree(filled, cache)
    whole = entry(cache).read_bytes()
    broken = bytearray(whole)
    broken[at] ^= 1
    entry(cache).write_bytes(broken)

    assert read_laws(cache=cache) == read_laws()
    assert entry(cache).read_bytes() == whole


def test_half_an_entry_is_read_again(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A truncated and an empty entry are none."""
    cache = tmp_path / "cache"
    shutil.copytree(filled, cache)
    for size in (0, 64, 1_000):
        entry(cache).write_bytes(entry(cache).read_bytes()[:size])
        with pytest.raises(AssertionError, match="parsed"):
            without_parsing(monkeypatch, cache)


def test_another_program_reads_again(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of another version of the program is not used."""
    monkeypatch.setattr(law_files, "VERSION", "another")
    with pytest.raises(AssertionError, match="parsed"):
        without_parsing(monkeypatch, filled)


def test_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """A cache that cannot be written changes nothing."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    assert read_laws(cache=tmp_path / "file") == read_laws()


def test_no_cache_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder nothing is written anywhere below the home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    read_laws()

    assert list(tmp_path.iterdir()) == []
