"""TOML files, and the places in them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.toml_file import TomlFile, read_toml
from compliance.inputs.yaml_file import Location
from tests.factories import write_text

WHOLE = """\
# a = 1
a = 1
"b # c".d = "x = # y"  # z
e.'f.g'.h=1.5
"tab\\tkey" = 1

[t]   # [u]
x = [1, # one
 "two ]", {y = 2, "z.w" = [ [3], [] ]}, ]
long = QQQa
k = 1 "quoted" \\QQQ ""x""QQQ
literal = '''k = 1
'' '''
day = 1979-05-27 07:32:00
last = {}
[ "t".'v w' ]
o = true
[[p.q]]
n = 1
[p.q.sub]
m = -inf
[[p.q]]
n = 3
[[p.q.deep]]
n = 4
""".replace("QQQ", '"' * 3)


def read(folder: Path, text: str) -> TomlFile:
    """Return a file with this text, read."""
    path = folder / "a.toml"
    path.write_bytes(text.encode())
    return read_toml(path, "a.toml")


def locations(value: object, at: Location = ()) -> Iterator[tuple[Location, object]]:
    """Yield every key and every item below a value, with its own value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*at, key), inner
        yield from locations(inner, (*at, key))


def test_every_key_has_a_place(tmp_path: Path) -> None:
    """Keys of every kind, of tables in arrays too, and items of lists are found, and nothing else is."""
    found = read(tmp_path, WHOLE)

    assert found.value == tomllib.loads(WHOLE)
    assert set(found.places) == {location for location, _ in locations(found.value)}


def test_a_place_is_where_the_key_stands(tmp_path: Path) -> None:
    """At the place of a key is the key, at that of an item the item."""
    lines = WHOLE.splitlines()
    for location, (line, column) in read(tmp_path, WHOLE).places.items():
        text = lines[line - 1][column - 1 :]
        if isinstance(location[-1], str):
            assert text.lstrip("\"'").startswith(location[-1].replace("\t", "\\t")), location


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (("a",), (2, 1)),
        (("b # c", "d"), (3, 9)),
        (("t", "x", 1), (9, 2)),
        (("t", "x", 2, "z.w", 0, 0), (9, 30)),
        (("t", "day"), (14, 1)),
        (("p", "q", 1, "n"), (23, 1)),
        (("p", "q", 1, "deep", 0, "n"), (25, 1)),
        (("a", "unknown"), (2, 1)),
        (("unknown",), (1, 1)),
    ],
)
def test_places(tmp_path: Path, location: Location, place: tuple[int, int]) -> None:
    """A problem is at the deepest known part of its location; of an unknown one at the first character."""
    problem = read(tmp_path, WHOLE).problem(location, "is wrong")

    assert (problem.path, problem.line, problem.column) == ("a.toml", *place)


@pytest.mark.parametrize("text", ["\ufeffa = 1\n", "x = 0\r\na = 1\r\n"])
def test_other_editors(tmp_path: Path, text: str) -> None:
    """A byte-order mark and carriage returns move nothing."""
    line, column = read(tmp_path, text).places["a",]

    assert (line, column) == (text.count("\n"), 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = 1\nb = \n", "2:5"), ("a = 1\na = 2\n", "2:6"), ("a = [1,\n", "2:1")],
)
def test_no_toml(tmp_path: Path, text: str, place: str) -> None:
    """What is no TOML is refused with the place where it stops being that."""
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, text)

    assert str(caught.value.problems[0]).startswith(f"a.toml:{place}: is not TOML: ")


def test_hostile_files(tmp_path: Path) -> None:
    """Files that are missing, no text, too large or too deep are refused."""
    deep = write_text(tmp_path / "deep.toml", f"a = {'[' * 5000}{']' * 5000}")
    large = write_text(tmp_path / "large.toml", "#" * 1_100_000)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe")

    for path, reason in (
        (deep, "nested too deeply"),
        (large, "larger than 1 MiB"),
        (binary, "is not UTF-8"),
        (tmp_path / "none.toml", "cannot be read"),
    ):
        with pytest.raises(ConfigurationError, match=reason):
            read_toml(path, path.name)
