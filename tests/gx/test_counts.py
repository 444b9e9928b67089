"""Great Expectations counts what `compliance check` counts, by its public API alone."""

from typing import Any

import pytest

import compliance
from compliance.gx import suite_from_pack
from tests.gx.conftest import CORPUS_CARD, DAY, batch_of, corpus_files, counted


def test_every_rule_on_a_real_corpus(source: Any) -> None:
    """On pages of Common Crawl, too, every rule counts what `check` counts."""
    files = corpus_files()
    results = batch_of(source, files, card=CORPUS_CARD).validate(suite_from_pack()).results
    [dataset] = compliance.audit(files, as_of=DAY, card=CORPUS_CARD).datasets

    assert dataset.rows_examined > 0
    assert counted(results) == dict(dataset.counts)


@pytest.mark.parametrize("sample", ["dispute", "clean"])
def test_every_rule_on_the_samples(source: Any, sample: str) -> None:
    """All packs give the counts of `check`; an expectation fails where records are not excused."""
    results = batch_of(source, f"datasets/{sample}").validate(suite_from_pack()).results
    [dataset] = compliance.audit(f"datasets/{sample}", as_of=DAY).datasets

    assert counted(results) == dict(dataset.counts)
    for result in results:
        details = result.result["details"]
        assert result.result["unexpected_count"] == details["violation"] + details["unproven"]
        assert result.success == (result.result["unexpected_count"] == 0)


def test_a_waiver_excuses(source: Any) -> None:
    """Waived records are not unexpected, and the details name the waiver."""
    papers = {name: f"datasets/examples/amended/{name}.yaml" for name in ("waivers", "corrections")}
    results = batch_of(source, "datasets/dispute", **papers).validate(suite_from_pack()).results
    [dataset] = compliance.audit("datasets/dispute", as_of=DAY, **papers).datasets
    excused = [line for result in results for line in result.result["details"]["excused"]]

    assert counted(results) == dict(dataset.counts)
    assert sum(line["records"] for line in excused) == sum(counts.waived for _, counts in dataset.counts) > 0
    assert all(line["by"].startswith("waiver ") for line in excused)
