"""What rights signals say about training."""

from pathlib import Path

import pyarrow as pa
import pytest

from tests.factories import plan_for, profile, read_dataset, write_table

NAMES = ("signal.training", "signal.conflict", "signal.schemes", "signal.count")
Signals = list[dict[str, str]] | None


def said(tmp_path: Path, signals: Signals) -> tuple[object, ...]:
    """Return the four facts of one record with these signals."""
    fields = [(field, pa.string()) for field in ("scheme", "category", "value", "raw")]
    cells = pa.array([signals], pa.list_(pa.struct(fields)))
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
