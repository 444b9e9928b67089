"""Limits of YAML files: bombs, depth and size."""

import subprocess
import sys
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.yaml_file import read_yaml

ROOT = Path(__file__).parents[2]


def read(folder: Path, text: str | bytes) -> object:
    """Return the value of a YAML file with this text."""
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "shown.yaml", "card").value


def refusal(folder: Path, text: str | bytes) -> str:
    """Return why the text is not read."""
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    (problem,) = caught.value.problems
    return problem.text


def test_an_alias_is_its_value(tmp_path: Path) -> None:
    """A few aliases are fine."""
    assert read(tmp_path, "a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


def test_an_alias_bomb(tmp_path: Path) -> None:
    """Nine lists of nine aliases to the list before would be a billion values; it is refused at once."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]

    assert "repeats itself too often" in refusal(tmp_path, "\n".join(lines))


def test_an_alias_to_itself(tmp_path: Path) -> None:
    """A value that contains itself never ends, and is refused."""
    assert "is nested too deeply" in refusal(tmp_path, "a: &x [*x]\n")


@pytest.mark.parametrize("text", ["[" * 60 + "]" * 60, "".join(f"{' ' * n}a:\n" for n in range(60))])
def test_depth(text: str, tmp_path: Path) -> None:
    """Sixty levels are no card."""
    assert "is nested too deeply" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("level", "encoding"),
    [
        ("[", "utf-8"),
        ("- ", "utf-8"),
        ("? ", "utf-8"),
        ('["]", ', "utf-8"),
        ("[ # ]\n", "utf-8"),
        ("- ", "utf-16"),
    ],
)
def test_absurd_depth(level: str, encoding: str, tmp_path: Path) -> None:
    """A hundred thousand levels are refused like sixty; the program does not die of them."""
    path = tmp_path / "file.yaml"
    path.write_text(level * 100_000, encoding=encoding)
    # In a process of its own: a stack overflow inside the YAML library would take the tests with it.
    script = (
        "import sys, pathlib; from compliance.inputs.yaml_file import read_yaml; "
        "read_yaml(pathlib.Path(sys.argv[1]), 'f', 'card')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert "ConfigurationError" in ended.stderr


def test_thirty_levels_are_fine(tmp_path: Path) -> None:
    """The limit is far above what a card needs."""
    assert read(tmp_path, "[" * 30 + "]" * 30)


def test_size(tmp_path: Path) -> None:
    """A file above eight mebibytes is refused unread."""
    assert refusal(tmp_path, b"#" * (8 * 1024 * 1024 + 1)) == "is larger than 8 MiB"
    assert read(tmp_path, b"#" * (8 * 1024 * 1024)) is None
