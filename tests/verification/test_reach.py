"""Where a report may lead."""

import os
from pathlib import Path

import pytest

from compliance.errors import OutOfReachError
from compliance.inputs.discovery import shipped_rules
from compliance.model.input import Input
from compliance.storage import Url
from compliance.verification import Reach
from tests.factories import write_text


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_text(tmp_path / "here" / "card.yaml", "name: a\n")
    write_text(tmp_path / "there" / "card.yaml", "name: b\n")
    monkeypatch.chdir(tmp_path / "here")


def recorded(path: str, kind: str = "card") -> Input:
    """Return an input at this path."""
    return Input(path, kind, "ab" * 32, 9)


HERE = Reach((Path(),), remote=True)


@pytest.mark.parametrize("path", ["card.yaml", "./card.yaml", "../here/card.yaml"])
def test_what_lies_here(path: str) -> None:
    """Files below this folder are within reach, however they are named."""
    assert HERE.input(recorded(path)) == Path(path)


def test_what_is_shipped() -> None:
    """Shipped rules are those of this program, whatever lies in a folder of the same name."""
    write_text(Path("rules/social/pack.yaml"), "name: mine\n")

    assert HERE.input(recorded("rules/social/pack.yaml", "rule")) == shipped_rules() / "social" / "pack.yaml"
    assert HERE.input(recorded("./rules/social/pack.yaml", "rule")) == Path("./rules/social/pack.yaml")


def test_another_folder() -> None:
    """A folder elsewhere is within reach once it is allowed."""
    with pytest.raises(OutOfReachError, match="--within"):
        HERE.input(recorded("../there/card.yaml"))

    assert Reach((Path(), Path("../there"))).input(recorded("../there/card.yaml"))


@pytest.mark.parametrize(
    ("path", "kind", "why"),
    [
        ("/etc/passwd", "card", "outside"),
        ("data/../../../../../../../../../etc/passwd", "card", "outside"),
        ("link", "card", "outside"),
        ("pipe", "card", "no such file"),
        (".", "card", "no such file"),
        ("a\x00b", "card", "no such file"),
        ("x" * 5_000, "card", "no such file"),
        ("rules/../../../../../../../../../etc/passwd", "rule", "no shipped rule"),
        ("file:///etc/passwd", "card", "a file, written as an address"),
        ("https://127.0.0.1:9/a.parquet?…", "manifest", "withholds"),
        ("https://127.0.0.1/~0123456789ab", "manifest", "withholds"),
        ("https://127.0.0.1:9/a.parquet", "card", "digest is over its content"),
    ],
)
def test_what_is_out_of_reach(path: str, kind: str, why: str) -> None:
    """Neither dots nor links, pipes, schemes or odd names lead out."""
    Path("link").symlink_to("/etc/passwd")
    os.mkfifo("pipe")

    with pytest.raises(OutOfReachError, match=why):
        HERE.input(recorded(path, kind))


def test_what_is_remote() -> None:
    """An address is asked for only where that is allowed."""
    address = "https://example.org/a.parquet"

    assert isinstance(HERE.place(address), Url)
    with pytest.raises(OutOfReachError, match="--remote"):
        Reach((Path(),)).place(address)
