"""What rights signals say about training."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from sqlglot import ErrorLevel, transpile

from compliance.profile.facts.rights_signals import FACT
from tests.factories import plan_for, profile, read_dataset, write_table

NAMES = ("signal.training", "signal.conflict", "signal.schemes", "signal.count")
FIELDS = ("scheme", "category", "value", "raw")
Signals = Sequence[Mapping[str, str | None]] | None


def said(tmp_path: Path, signals: Signals, fields: Sequence[str] = FIELDS) -> tuple[object, ...]:
    """Return the four facts of one record with these signals."""
    type_ = pa.list_(pa.struct([(field, pa.string()) for field in fields]))
    cells = pa.array([signals], type_)
    table = pa.table({"id": ["1"], "platform": ["x"], "rights_signals": cells})
    dataset = read_dataset(write_table(tmp_path / "m.parquet", table))
    (row,) = profile(
        dataset,
        plan_for(
            "signal.training = 'x' AND signal.conflict AND signal.count > 0 "
            "AND list_contains(signal.schemes, 'x')"
        ),
    ).table.to_pylist()
    return tuple(row[name] for name in NAMES)


def signal(category: str, value: str, scheme: str = "tdmrep") -> dict[str, str]:
    """Return one signal."""
    return {"scheme": scheme, "category": category, "value": value}


@pytest.mark.parametrize(
    ("signals", "training", "conflict"),
    [
        ([signal("tdm", "disallowed")], "disallowed", False),
        ([signal(" Train_AI ", "Allowed")], "allowed", False),
        ([signal("ai-train", "allowed"), signal("tdm", "disallowed")], "disallowed", True),
        ([signal("all", "constrained"), signal("tdm", "allowed")], "constrained", True),
        ([signal("tdm", "allowed"), signal("ai-train", "allowed")], "allowed", False),
        ([signal("tdm", "perhaps")], "unknown", False),
        ([signal("search", "disallowed")], None, None),
    ],
)
def test_the_strictest_signal_decides(
    signals: Signals,
    training: str | None,
    conflict: bool | None,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """Of several signals about training the strictest counts; others say nothing about it."""
    assert said(tmp_path, signals)[:2] == (training, conflict)


@pytest.mark.parametrize(
    ("scheme", "raw", "training"),
    [
        ("aipref", "train-ai=y, train-ai", "unknown"),
        ("aipref", "Train-AI=n", "unknown"),
        ("aipref", "train-ai=n, Search=y", "unknown"),
        ("aipref", "train-ai=n;x=1", "disallowed"),
        ("aipref", "train-ai=n; x=1 , search=y", "disallowed"),
        ("aipref", "train-ai=n;X=1", "unknown"),
        ("aipref", " train-ai=y\n", "allowed"),
        ("aipref", "train-ai=n, train-ai=y", "allowed"),
        ("aipref", "train-ai=y,train-ai=n,search=y", "disallowed"),
        ("aipref", "content-usage: train-ai=n, search=y", "disallowed"),
        ("aipref", "Content-Usage: /a/ train-ai=n", "disallowed"),
        ("aipref", 'x="a, train-ai=y", train-ai=n', "disallowed"),
        ("aipref", r'train-ai=n;x="\", train-ai=y"', "disallowed"),
        ("aipref", "x=(a b);q=1.5, y=?0, train-ai=n", "disallowed"),
        ("aipref", 'train-ai="n"', "unknown"),
        ("aipref", "train-ai=?0", "unknown"),
        ("aipref", "train-ai=N", "unknown"),
        ("aipref", "train-ai=(n)", "unknown"),
        ("aipref", "train-ai= n", "unknown"),
        ("aipref", "train-ai=n ;x=1", "unknown"),
        ("aipref", "train-ai=n,", "unknown"),
        ("aipref", "search=y;train-ai=n", None),
        ("aipref", "train-ain=n, x-train-ai=n", None),
        ("aipref", " ", "unknown"),
        ("aipref", None, "unknown"),
        ("Content_Signal", "Content-Signal: search=yes, ai-train=no", "disallowed"),
        ("content-signal", "ai-train=yes, ai-train=no", "disallowed"),
        ("content-signal", "ai-input=no,ai-train=yes", "allowed"),
        ("content-signal", "search=yes, ai-input=no", None),
        ("content-signal", "ai-train=maybe", "unknown"),
        ("content-signal", "ai-train=yes, and more", "unknown"),
        ("content-signal", None, "unknown"),
        ("tdmrep", "TDM-Reservation: 1", "disallowed"),
        ("tdmrep", "0", "allowed"),
        ("tdmrep", "tdm-reservation: 2", "unknown"),
        ("tdmrep", None, "unknown"),
        ("rsl", "License: https://example.org/license.xml", "unknown"),
        (None, "noai", "unknown"),
    ],
)
def test_raw_text(scheme: str | None, raw: str | None, training: str | None, tmp_path: Path) -> None:
    """The text of a signal without a category is read by the rules of its scheme; unreadable is unknown."""
    assert said(tmp_path, [{"scheme": scheme, "raw": raw}])[0] == training


def test_what_was_read_goes_before_the_text(tmp_path: Path) -> None:
    """The text of a signal with a category is not read again, whatever its value."""
    read = signal("search", "allowed", "aipref") | {"raw": "train-ai=n"}
    valueless = {"scheme": "aipref", "category": "train-ai", "value": " ", "raw": "train-ai=n"}

    assert said(tmp_path, [read])[0] is None
    assert said(tmp_path, [valueless])[0] == "unknown"


@pytest.mark.parametrize(
    ("fields", "training"),
    [
        (("scheme", "category", "value"), "allowed"),
        (("observed_at", "value", "category", "scheme"), "allowed"),
        (("scheme", "raw"), "disallowed"),
        (("raw", "value", "scheme"), "disallowed"),
    ],
)
def test_fields_that_a_file_has(fields: tuple[str, ...], training: str, tmp_path: Path) -> None:
    """Signals need their category and value, or their text; the order of fields and others do not matter."""
    cell = {"scheme": "aipref", "category": "train-ai", "value": "allowed", "raw": "train-ai=n"}

    assert said(tmp_path, [{field: cell.get(field) for field in fields}], fields)[0] == training


def test_schemes_are_listed_once(tmp_path: Path) -> None:
    """Every scheme that speaks is named, in order."""
    signals = [
        signal("tdm", "allowed", "TDMRep"),
        signal("search", "allowed", "aipref"),
        signal("all", "allowed"),
    ]

    assert said(tmp_path, signals)[2:] == (["aipref", "tdmrep"], 3)


@pytest.mark.parametrize(("signals", "count"), [(None, None), ([], 0)])
def test_silence(signals: Signals, count: int | None, tmp_path: Path) -> None:
    """Without signals nothing is permitted and nothing refused."""
    assert said(tmp_path, signals) == (None, None, None, count)


def test_signals_of_another_shape(tmp_path: Path) -> None:
    """A column that cannot hold signals leaves its file unread, with a sentence."""
    table = pa.table({"id": ["1"], "platform": ["x"], "rights_signals": ["no"]})
    dataset = read_dataset(write_table(tmp_path / "m.parquet", table))
    (line,) = profile(dataset, plan_for("signal.training = 'x'")).coverage

    assert line.problem is not None
    assert line.problem.startswith("its column for `rights_signals` is varchar, expected a list of structs")


def test_another_engine() -> None:
    """The facts can be written in the SQL of Spark, with every function known there."""
    columns = {name: sql for layer in FACT.layers for name, sql in layer.columns.items()}
    written = transpile(
        f"SELECT {', '.join(columns.values())}",
        read="duckdb",
        write="spark",
        unsupported_level=ErrorLevel.RAISE,
    )

    assert "regexp_matches" not in written[0].lower()
