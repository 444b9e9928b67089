"""DVC files: what they name, and that nothing that they name goes missing in silence."""

from pathlib import Path

import pytest

from compliance.errors import ManifestError
from compliance.inputs.manifests import FooterCache, read_manifest
from compliance.inputs.manifests.dvc import read_outs
from compliance.inputs.manifests.files import find_files
from compliance.model.card import Card
from tests.factories import write_dvc, write_manifest, write_text

CARD = Card(name="d")
ROWS = [{"id": "1", "url": "u"}, {"id": "2", "url": "v"}]
MD5 = "ab" * 16


def names(pattern: Path, root: Path) -> list[str]:
    """Return the files of a manifest from the root, those that are not here with the name of a DVC file."""
    return [
        found.path.relative_to(root).as_posix() + (f" ({found.dvc.name})" if found.dvc else "")
        for found in find_files(pattern)
    ]


def write_out(dvc: Path, path: str, md5: str = MD5) -> Path:
    """Write a DVC file that names one path."""
    return write_text(dvc, f"outs:\n- md5: {md5}\n  size: 12\n  path: {path}\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with files of which some are here and some are kept by DVC."""
    write_manifest(tmp_path / "m/a.parquet", ROWS)
    write_dvc(tmp_path / "m/a.parquet")
    write_out(tmp_path / "m/b.parquet.dvc", "b.parquet")
    write_out(tmp_path / "m/day=2/c.parquet.dvc", "c.parquet")
    write_out(tmp_path / "m/images.zip.dvc", "images.zip")
    write_out(tmp_path / "m/more.dvc", "more", f"{MD5}.dir")
    write_out(tmp_path / "m/.tmp.parquet.dvc", ".tmp.parquet")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            "m",
            ["a.parquet", "b.parquet (b.parquet.dvc)", "day=2/c.parquet (c.parquet.dvc)", "more (more.dvc)"],
        ),
        ("m/*.parquet", ["a.parquet", "b.parquet (b.parquet.dvc)"]),
        ("m/*.parquet.dvc", ["a.parquet", "b.parquet (b.parquet.dvc)"]),
        ("m/*/*.parquet", ["day=2/c.parquet (c.parquet.dvc)", "more (more.dvc)"]),
        ("m/[ab]*", ["a.parquet", "b.parquet (b.parquet.dvc)"]),
        (
            "m/**/*.parquet",
            ["a.parquet", "b.parquet (b.parquet.dvc)", "day=2/c.parquet (c.parquet.dvc)", "more (more.dvc)"],
        ),
        ("m/b.parquet", ["b.parquet (b.parquet.dvc)"]),
        ("m/b.parquet.dvc", ["b.parquet (b.parquet.dvc)"]),
        ("m/a.parquet.dvc", ["a.parquet"]),
        ("m/more", ["more (more.dvc)"]),
        ("m/more/x.parquet", ["more/x.parquet (more.dvc)"]),
        ("m/more/*.parquet", ["more (more.dvc)"]),
    ],
)
def test_files_that_are_not_here(pattern: str, expected: list[str], root: Path) -> None:
    """A file, a pattern or a folder means what is here and what only a DVC file names."""
    assert names(root / pattern, root / "m") == expected


def test_how_they_are_fetched(root: Path) -> None:
    """Each file that is not here is unread, with the command that fetches it."""
    manifest = read_manifest((root / "m",), CARD, lambda path: path.relative_to(root).as_posix())
    said = {line.path: (line.problem, line.remedy) for line in manifest.unread}

    assert [file.path for file in manifest.files] == ["m/a.parquet"]
    assert said == {
        "m/b.parquet": (
            "it is not here, only b.parquet.dvc is, which names its content",
            "run `dvc pull m/b.parquet.dvc`",
        ),
        "m/day=2/c.parquet": (
            "it is not here, only c.parquet.dvc is, which names its content",
            "run `dvc pull m/day=2/c.parquet.dvc`",
        ),
        "m/more": ("it is not here, and DVC keeps the folder as a whole", "run `dvc pull m/more.dvc`"),
    }


def test_content_that_was_seen(root: Path) -> None:
    """A file that was seen beside its DVC file is read from what was kept of it, here or in a clone."""
    footers = FooterCache(root / "cache")
    [seen] = read_manifest((root / "m/a.parquet",), CARD, str, None, footers).files
    clone = root / "clone" / "a.parquet.dvc"
    clone.parent.mkdir()
    (root / "m/a.parquet.dvc").rename(clone)
    [found] = read_manifest((root / "clone",), CARD, str, None, footers).files

    assert found.pointer is not None
    assert (found.input.sha256, found.input.bytes) == (seen.input.sha256, seen.input.bytes)
    assert (found.rows, found.bindings, found.schema) == (seen.rows, seen.bindings, seen.schema)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\x00\x01binary", "is no DVC file: is not YAML"),
        ("[]", "is no DVC file: it has no `outs`"),
        ("outs: none", "is no DVC file: it has no `outs`"),
        ("outs:\n- {md5: x, path: 3}", "names no path"),
        ("outs:\n- {md5: x, path: ../../secret.parquet}", "leads out of its folder"),
        ("outs:\n- {md5: x, path: /etc/passwd}", "leads out of its folder"),
        ("wdir: ..\nouts:\n- {md5: x, path: a.parquet}", "leads out of its folder"),
        (f"outs:\n- {{md5: {MD5}, size: -1, path: a.parquet}}", "names a size that no file has"),
        (f"outs:\n- {{md5: {MD5}, size: 1{'0' * 30}, path: a.parquet}}", "names a size that no file has"),
        ("#" * 100_000, "is too large for a DVC file"),
        ("outs: " + "[" * 100, "is no DVC file: is nested too deeply"),
    ],
    ids=range(11),
)
def test_a_hostile_file(text: str, reason: str, tmp_path: Path) -> None:
    """A DVC file that is none, or leads elsewhere, is an error; the run names it and goes on."""
    write_manifest(tmp_path / "good.parquet", ROWS)
    dvc = write_text(tmp_path / "a.parquet.dvc", text)
    with pytest.raises(ManifestError, match=f"a.parquet.dvc {reason}"):
        read_outs(dvc)
    manifest = read_manifest((tmp_path,), CARD, lambda path: path.name)

    assert [file.path for file in manifest.files] == ["good.parquet"]
    assert [line.path for line in manifest.unread] == ["a.parquet.dvc"]
    assert all(line.remedy for line in manifest.unread)


def test_a_link_out_of_the_project(tmp_path: Path) -> None:
    """A DVC file that is a link out of the project is not read."""
    outside = write_out(tmp_path / "outside" / "a.parquet.dvc", "a.parquet")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a.parquet.dvc").symlink_to(outside)
    manifest = read_manifest((tmp_path / "project",), CARD, str, tmp_path / "project")

    assert [line.problem for line in manifest.unread] == ["it is a link that leads out of the project"]
