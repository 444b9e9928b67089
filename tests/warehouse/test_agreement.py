"""A query finds what `check` finds, or more where it says so; never less."""

from pathlib import Path

import pytest

import compliance
from tests.warehouse.tables import (
    AS_OF,
    CORPORA,
    counted,
    dataset_at,
    exported,
    loaded,
)

DATASETS = Path(__file__).parents[2] / "datasets"
OPENVERSE = CORPORA / "openverse_commoncrawl_2018"
SUBJECTS = {
    "dispute": (DATASETS / "dispute", None, 50),
    "clean": (DATASETS / "clean", None, 50),
    "openverse": (OPENVERSE / "*.parquet", DATASETS / "examples/openverse_commoncrawl_2018.yaml", 50),
}
"""Name → path, card, and how many rules are exported at least."""


@pytest.mark.parametrize("subject", SUBJECTS)
def test_counts(subject: str) -> None:
    """An exact rule counts what `check` counts; another finds no fewer, the rest as unproven."""
    path, card, least = SUBJECTS[subject]
    if not path.parent.exists():
        pytest.skip("the corpus is not on this machine")
    [judged] = compliance.audit(path, as_of=AS_OF, card=card).datasets
    counts = dict(judged.counts)
    dataset = dataset_at(path, card)
    export = exported(dataset)

    assert len(export.rules) >= least
    assert {one.rule.id for one in export.rules} | {left.id for left in export.left_out} == counts.keys()
    with loaded(dataset) as connection:
        for one in export.rules:
            found, known = counted(connection, one.sql), counts[one.rule.id]
            if one.losses:
                assert found["violation"] <= known.violation, one.rule.id
                assert found.total() >= known.violation + known.unproven, one.rule.id
            else:
                assert (found["violation"], found["unproven"]) == (known.violation, known.unproven), (
                    one.rule.id
                )
