"""How cells of every kind and physical type become facts."""

import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.model.columns import Kind
from tests.profile.one_column import facts, no_notices, refusal, scan

DAY = datetime.date(2023, 4, 1)


@pytest.mark.parametrize(
    "type_",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())],
    ids=str,
)
@pytest.mark.parametrize(
    ("name", "cell", "fact"),
    [
        ("platform", " Reddit\t", "reddit"),
        ("publisher", " Ann \n", "Ann"),
        ("acquisition_method", " Scrape Logged-Out ", "scrape_logged_out"),
        ("license", " CC-BY-4.0 ", "CC-BY-4.0"),
        ("collected_at", "2023-04-01", DAY),
        ("commercial", "TRUE", True),
        ("was_derived_from", " c4 ", ("c4",)),
    ],
)
def test_text_in_every_encoding(
    type_: pa.DataType, name: str, cell: str, fact: object, tmp_path: Path
) -> None:
    """Text is read alike whether plain, large, a view or dictionary-encoded."""
    cells = pa.array([cell, None], pa.string()).cast(type_)

    assert facts(no_notices(scan(tmp_path, name, cells))) == {fact: 1, None: 1}


@pytest.mark.parametrize(
    "name", ["platform", "publisher", "acquisition_method", "license", "was_derived_from"]
)
@pytest.mark.parametrize("cell", ["", "  ", "\t\r\n"])
def test_empty_text_is_unknown(name: str, cell: str, tmp_path: Path) -> None:
    """An empty or blank cell says nothing."""
    assert facts(no_notices(scan(tmp_path, name, pa.array([cell, None])))) == {None: 2}


def test_text_keeps_its_case_and_names_do_not(tmp_path: Path) -> None:
    """Names and words are compared without case; free text and licences are kept as written."""
    cells = pa.array(["MIT", "mit"])

    assert facts(scan(tmp_path / "1", "license", cells)) == {"MIT": 1, "mit": 1}
    assert facts(scan(tmp_path / "2", "publisher", cells)) == {"MIT": 1, "mit": 1}
    assert facts(scan(tmp_path / "3", "platform", cells)) == {"mit": 2}
    assert facts(scan(tmp_path / "4", "purpose", cells)) == {"mit": 2}


def test_words_in_odd_spelling(tmp_path: Path) -> None:
    """Blanks and dashes within a word stand for its underscore; an unknown word is kept for the judge."""
    cells = pa.array(["Scrape Logged-Out", "scrape_logged_out", "scrape -\tlogged  out", "teleport"])

    assert facts(scan(tmp_path, "acquisition_method", cells)) == {"scrape_logged_out": 3, "teleport": 1}


@pytest.mark.parametrize(
    ("name", "cells", "fact"),
    [
        ("platform", pa.array([5, 5], pa.int64()), "5"),
        ("api_app_id", pa.array([2**64 - 1] * 2, pa.uint64()), str(2**64 - 1)),
        ("api_app_id", pa.array([7, 7], pa.int8()), "7"),
        ("license", pa.array([Decimal("4.0")] * 2), "4.0"),
        ("was_derived_from", pa.array([1, 1]), ("1",)),
    ],
)
def test_numbers_for_text(name: str, cells: pa.Array, fact: object, tmp_path: Path) -> None:
    """An identifier that was stored as a number is its digits."""
    assert facts(scan(tmp_path, name, cells)) == {fact: 2}


@pytest.mark.parametrize("type_", [pa.list_(pa.string()), pa.large_list(pa.string())], ids=str)
def test_lists(type_: pa.DataType, tmp_path: Path) -> None:
    """A list is a set: trimmed, sorted, without blanks and repeats; an empty one is unknown."""
    rows = [["b", " a"], ["a", "b", "a"], ["a"], [None, "a", ""], [], [None], [" "], None]

    assert facts(scan(tmp_path, "was_derived_from", pa.array(rows, type_))) == {
        ("a", "b"): 2,
        ("a",): 2,
        None: 4,
    }


def test_lists_of_licenses(tmp_path: Path) -> None:
    """All licences of a list apply, in whatever order they stand."""
    cells = pa.array([["MIT", "Apache-2.0"], ["Apache-2.0", "MIT "], ["MIT"], [], [None], None])

    assert facts(scan(tmp_path, "license", cells)) == {"Apache-2.0 AND MIT": 2, "MIT": 1, None: 3}


def test_booleans(tmp_path: Path) -> None:
    """A boolean is one of three values."""
    assert facts(no_notices(scan(tmp_path, "commercial", pa.array([True, False, None])))) == {
        True: 1,
        False: 1,
        None: 1,
    }


def test_booleans_as_text(tmp_path: Path) -> None:
    """Usual words for true and false are read; others are unknown, and a notice counts them."""
    found = scan(
        tmp_path, "commercial", pa.array(["true", " TRUE ", "t", "1", "false", "F", "0", "perhaps", None])
    )

    assert facts(found) == {True: 4, False: 3, None: 2}
    assert [notice.text for notice in found.notices] == [
        "1 cells of `commercial` in m.parquet are no boolean and count as unknown."
    ]


def measured(folder: Path, cells: pa.Array) -> int:
    """Return the tokens of all records."""
    return sum(scan(folder, "token_count", cells).table["measure.tokens"].to_pylist())


@pytest.mark.parametrize("cell", ["31", " 31\t", "0x1F", " 0x1F\t", "3_1", "30.5"])
def test_numbers_as_text(cell: str, tmp_path: Path) -> None:
    """A whole number may be written in any usual way, with blanks around it."""
    assert measured(tmp_path, pa.array([cell])) == 31


def test_halves(tmp_path: Path) -> None:
    """A number between two whole ones is the even of them, and what is no number counts nothing."""
    assert measured(tmp_path, pa.array([0.5, 1.5, 2.5, float("nan"), 1e300, None])) == 4


EVERY_KIND = {
    Kind.TEXT: "publisher",
    Kind.WORD: "acquisition_method",
    Kind.NAME: "platform",
    Kind.LICENSE: "license",
    Kind.LIST: "was_derived_from",
    Kind.TIMESTAMP: "collected_at",
    Kind.BOOLEAN: "commercial",
    Kind.INTEGER: "token_count",
}


def test_every_kind_is_tried() -> None:
    """The tables of this module cover every kind that is read."""
    assert set(EVERY_KIND) == set(Kind) - {Kind.SIGNALS}


@pytest.mark.parametrize("name", [name for kind, name in EVERY_KIND.items() if kind is not Kind.INTEGER])
@pytest.mark.parametrize("type_", [pa.string(), pa.dictionary(pa.int8(), pa.string())], ids=str)
def test_a_column_without_values(name: str, type_: pa.DataType, tmp_path: Path) -> None:
    """A column of nothing but nulls is unknown for every record."""
    assert facts(no_notices(scan(tmp_path, name, pa.array([None, None], pa.string()).cast(type_)))) == {
        None: 2
    }


@pytest.mark.parametrize("name", [name for kind, name in EVERY_KIND.items() if kind is not Kind.INTEGER])
def test_a_column_without_a_type(name: str, tmp_path: Path) -> None:
    """Writers give a column of nothing but nulls the null type; it is unknown for every record."""
    assert facts(scan(tmp_path, name, pa.array([None, None], pa.null()))) == {None: 2}


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("platform", pa.array([True]), "its column for `platform` is boolean, expected text"),
        ("publisher", pa.array([["a"]]), "its column for `publisher` is varchar[], expected text"),
        ("purpose", pa.array([b"eval"]), "its column for `purpose` is blob, expected text"),
        (
            "license",
            pa.array([{"id": "MIT"}]),
            "its column for `license` is struct(id varchar), expected text",
        ),
        ("was_derived_from", pa.array([[1]]), "its column for `was_derived_from` is bigint[], expected list"),
        (
            "collected_at",
            pa.array([1680300000]),
            "its column for `collected_at` is bigint, expected timestamp",
        ),
        ("collected_at", pa.array([True]), "its column for `collected_at` is boolean, expected timestamp"),
        ("commercial", pa.array([1.5]), "its column for `commercial` is double, expected boolean"),
        ("commercial", pa.array([DAY]), "its column for `commercial` is date, expected boolean"),
    ],
)
def test_a_column_of_the_wrong_type(name: str, cells: pa.Array, expected: str, tmp_path: Path) -> None:
    """What cannot hold such a column is not guessed at: the file is unread, and one sentence says why."""
    assert refusal(scan(tmp_path, name, cells)) == expected
