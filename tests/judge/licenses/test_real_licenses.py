"""Licences as real catalogues write them, where such catalogues lie beside the repository."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from compliance.judge.licenses import combine, read_license
from compliance.model.license import LicenseStatus, Permission, Rights

CORPORA = Path(__file__).parents[3] / "../shared/corpora"
Matrix = Mapping[str, Rights]


def folder(name: str) -> Path:
    """Return a folder of the corpora, or skip."""
    path = CORPORA / name
    if not path.is_dir():
        pytest.skip(f"no corpus {name} beside the repository")
    return path


def pages() -> Iterator[str]:
    """Yield the Creative Commons link found on every page of a crawl."""
    for path in sorted(folder("openverse_commoncrawl_2018").glob("*.parquet")):
        for row in pq.read_table(path, columns=["cc_domain", "cc_license"]).to_pylist():
            yield (row["cc_domain"] or "") + (row["cc_license"] or "")


def audited() -> Iterator[str]:
    """Yield the licences of every audited dataset, one by one and as lists."""
    table = pq.read_table(folder("dpi") / "datasets.parquet", columns=["Licenses"])
    for cell in table["Licenses"].to_pylist():
        names = [entry["License"] for entry in cell or ()]
        yield from names
        yield " AND ".join(names)


def cards() -> Iterator[str]:
    """Yield the licence tags of dataset cards."""
    for cell in pq.read_table(folder("hf_cards_2022") / "hf_cards.parquet")["license"].to_pylist():
        yield from cell or ()


def croissants() -> Iterator[str]:
    """Yield the licences of Croissant files."""
    for path in sorted(folder("croissant").glob("*.json")):
        value = json.loads(path.read_text(encoding="utf-8")).get("license")
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


@pytest.mark.parametrize(("corpus", "least"), [(pages, 0.9), (audited, 0.7), (cards, 0.5), (croissants, 0.8)])
def test_corpus(matrix: Matrix, corpus: Callable[[], Iterator[str]], least: float) -> None:
    """Every licence of a real catalogue is read, most of them are recognised, and NC stays NC."""
    written = list(corpus())
    readings = {text: read_license(text, matrix) for text in set(written)}
    recognised = [text for text in written if readings[text].status is LicenseStatus.RECOGNISED]

    assert len(recognised) >= least * len(written)
    for text, reading in readings.items():
        commercial = combine(reading.expression, matrix).commercial_use
        if "-nc" in text.lower():
            assert commercial in {Permission.PROHIBITED, Permission.UNDETERMINED}, text
        if reading.status is not LicenseStatus.RECOGNISED:
            assert commercial in {Permission.PROHIBITED, Permission.UNDETERMINED}, text
