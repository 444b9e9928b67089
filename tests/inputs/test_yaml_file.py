"""YAML files: read safely, with the place of every value."""

import datetime
import hashlib
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.yaml_file import YamlFile, read_yaml
from tests.factories import write_text


def read(folder: Path, text: str | bytes) -> YamlFile:
    """Return the text as a YAML file that reports name `shown.yaml`."""
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, "shown.yaml", "card")


def refusal(folder: Path, text: str | bytes) -> Problem:
    """Return the one problem of a file that cannot be read."""
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    (problem,) = caught.value.problems
    assert problem.path == "shown.yaml"
    return problem


def test_every_value_has_a_place(tmp_path: Path) -> None:
    """Lines and columns count from 1 and point to where each value begins."""
    file = read(
        tmp_path, "name: d\ncolumns:\n  id: key\nparents:\n  - {name: c4, version: '1'}\n  - name: x\n"
    )

    assert file.value == {
        "name": "d",
        "columns": {"id": "key"},
        "parents": [{"name": "c4", "version": "1"}, {"name": "x"}],
    }
    places = {
        (): (1, 1),
        ("name",): (1, 7),
        ("columns",): (3, 3),
        ("columns", "id"): (3, 7),
        ("parents",): (5, 3),
        ("parents", 0): (5, 5),
        ("parents", 0, "name"): (5, 12),
        ("parents", 0, "version"): (5, 25),
        ("parents", 1): (6, 5),
        ("parents", 1, "name"): (6, 11),
    }
    problems = {location: file.problem(location, "wrong") for location in places}
    assert {location: (found.line, found.column) for location, found in problems.items()} == places


def test_a_problem_points_to_the_deepest_known_part(tmp_path: Path) -> None:
    """A fault in what is not there is shown at what is, and an offset moves along the text of one line."""
    file = read(tmp_path, "a:\n  b: text\n  c: 'text'\n  d: |\n    text\n")

    assert file.problem(("a", "b"), "wrong", 2) == Problem("shown.yaml", 2, 8, "wrong")
    assert file.problem(("a", "c"), "wrong") == Problem("shown.yaml", 3, 6, "wrong")
    assert file.problem(("a", "c"), "wrong", 2) == Problem("shown.yaml", 3, 9, "wrong")
    assert file.problem(("a", "d"), "wrong", 2) == Problem("shown.yaml", 4, 6, "wrong")
    assert file.problem(("a", "missing", 0), "wrong") == Problem("shown.yaml", 2, 3, "wrong")
    assert str(file.problem(("missing",), "wrong")) == "shown.yaml:1:1: wrong"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    """The receipt of a run can name exactly the file that was read."""
    content = "name: caf\N{LATIN SMALL LETTER E WITH ACUTE}\r\n".encode()
    recorded = read(tmp_path, content).input

    assert (recorded.path, recorded.kind) == ("shown.yaml", "card")
    assert (recorded.sha256, recorded.bytes) == (hashlib.sha256(content).hexdigest(), len(content))


@pytest.mark.parametrize("word", ["no", "off", "on", "yes", "n", "y", "No", "OFF", "Yes", "NO"])
def test_words_stay_text(word: str, tmp_path: Path) -> None:
    """As in YAML 1.2, only true and false are truth values: Norway and an answer stay text."""
    assert read(tmp_path, f"a: {word}\nb: [{word}]\n").value == {"a": word, "b": [word]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("FALSE", False),
        ("12", 12),
        ("-1.5", -1.5),
        ("null", None),
        ("~", None),
        ("", None),
        ("2023-04-01", datetime.date(2023, 4, 1)),
        ("2023-04-01T12:30:00Z", datetime.datetime(2023, 4, 1, 12, 30, tzinfo=datetime.UTC)),
        ("'2023-04-01'", "2023-04-01"),
        ("'no'", "no"),
        ("a: b".replace(": ", ":"), "a:b"),
    ],
)
def test_scalars(text: str, value: object, tmp_path: Path) -> None:
    """Numbers, dates, truth values and null are what they look like; quotes make text."""
    assert read(tmp_path, f"key: {text}\n").value == {"key": value}


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n"])
def test_an_empty_file_is_null(text: str, tmp_path: Path) -> None:
    """A file without a document holds null."""
    assert read(tmp_path, text).value is None


def test_a_key_given_twice(tmp_path: Path) -> None:
    """The second of two equal keys would silently win, so it is an error at its place."""
    assert refusal(tmp_path, "a: 1\nb:\n  c: 1\n  c: 2\n") == Problem(
        "shown.yaml", 4, 3, "the key 'c' is given twice"
    )


@pytest.mark.parametrize(
    "text",
    ["base: &b {x: 1}\nother:\n  <<: *b\n", "other:\n  ? [1, 2]\n  : x\n", "other:\n  ? {a: 1}\n  : x\n"],
)
def test_only_plain_keys(text: str, tmp_path: Path) -> None:
    """Merge keys and lists or maps as keys hide what is said where."""
    assert refusal(tmp_path, text).text == "only plain text can be a key here"


@pytest.mark.parametrize("content", [b"name: \xff\xfe\xfa\n", b"\x80", b"name: a\x00b\n", b"name: \x07\n"])
def test_not_text(content: bytes, tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and control characters, are an error of the file."""
    assert refusal(tmp_path, content).text.startswith("is not YAML: ")


def test_other_unicode_encodings(tmp_path: Path) -> None:
    """YAML allows UTF-16 with a mark, and a mark before UTF-8."""
    assert read(tmp_path, "a: \N{SNOWMAN}".encode("utf-16")).value == {"a": "\N{SNOWMAN}"}
    assert read(tmp_path, b"\xef\xbb\xbfa: 1").value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 'open\n", 2),
        ("a: b: c\n", 1),
        ("\ta: 1\n", 1),
        ("a: *unknown\n", 1),
        ("- a\nb: c\n", 2),
    ],
)
def test_not_yaml(text: str, line: int, tmp_path: Path) -> None:
    """A syntax error is shown where the reader stopped."""
    problem = refusal(tmp_path, text)

    assert problem.text.startswith("is not YAML: ")
    assert problem.line == line


def test_two_documents(tmp_path: Path) -> None:
    """A file holds one document; the place is where the second begins."""
    problem = refusal(tmp_path, "a: 1\n---\nb: 2\n")

    assert problem.text.startswith("is not YAML: ")
    assert problem.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/name:os.system ''\n",
        "a: !!python/object/apply:os.system ['true']\n",
        "a: !!set {x}\n",
        "a: !unknown x\n",
        "a: !!int x\n",
        "a: 2023-02-31\n",
    ],
)
def test_values_that_cannot_be_built(text: str, tmp_path: Path) -> None:
    """A tag that asks for more than a plain value, and a day that does not exist, are errors."""
    assert refusal(tmp_path, text).line == 1


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there, or is a folder, cannot be read."""
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ConfigurationError, match=r"^shown\.yaml:1:1: cannot be read: "):
            read_yaml(path, "shown.yaml", "card")


def test_bad_text_beside_good(tmp_path: Path) -> None:
    """Text outside ASCII is kept."""
    path = write_text(tmp_path / "a.yaml", "name: \N{GREEK SMALL LETTER PI}\n")

    assert read_yaml(path, "a", "card").value == {"name": "\N{GREEK SMALL LETTER PI}"}
