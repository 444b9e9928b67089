"""Broken inputs: each gives one sentence and spares the others."""

import shutil
from pathlib import Path

import pytest
from pyarrow import parquet

BROKEN = Path(__file__).parents[2] / "datasets" / "broken"
CLEAN = BROKEN.parent / "clean"
DEFECTS = {
    "truncated.parquet": (4, "truncated"),
    "empty.parquet": (4, "empty"),
    "git-lfs-pointer.parquet": (4, "git lfs pull"),
    "not-parquet.parquet": (4, "not a Parquet file"),
    "corrupt-page.parquet": (4, "cannot be read to the end"),
    "missing-columns.parquet": (4, "`url` or `platform`"),
    "wrong-type.parquet": (4, "`collected_at`"),
    "mixed-schemas": (4, "`license`"),
    "zero-rows.parquet": (3, "NOTHING EXAMINED"),
}
"""What is in the folder → exit code and a piece of the sentence."""


def test_every_broken_file_is_tested() -> None:
    """No file in broken/ goes without an expectation, here and in its README."""
    there = {path.name for path in BROKEN.iterdir()} - {"README.md"}
    readme = (BROKEN / "README.md").read_text()

    assert there == set(DEFECTS)
    assert [name for name in DEFECTS if f"`{name}" not in readme] == []


@pytest.mark.parametrize("name", DEFECTS)
def test_broken_file(check, name: str) -> None:
    """A broken input gives its exit code and one sentence, never a traceback or a pass."""
    expected, sentence = DEFECTS[name]

    checked = check(BROKEN / name)

    assert checked.code == expected
    assert sentence in " ".join(checked.printed.split())
    assert "Traceback" not in checked.printed
    assert not checked.printed.startswith("COMPLIANT")


@pytest.mark.parametrize(
    "name", [name for name in DEFECTS if name not in {"mixed-schemas", "zero-rows.parquet"}]
)
def test_broken_file_among_good_ones(check, tmp_path: Path, name: str) -> None:
    """The sound files of a manifest are judged in full next to a broken one."""
    shutil.copytree(CLEAN, tmp_path / "clean")
    card = tmp_path / "clean" / "dataset.yaml"
    card.write_text(card.read_text().replace("manifest: manifest.parquet\n", ""))
    sound = parquet.read_metadata(tmp_path / "clean" / "manifest.parquet").num_rows
    shutil.copy(BROKEN / name, tmp_path / "clean" / name)

    checked = check(tmp_path / "clean")

    assert checked.code == 4
    assert sum(checked.counts["provenance/purpose-stated"].values()) == sound
