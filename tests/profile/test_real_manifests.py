"""Manifests as others write them, where such manifests lie beside the repository."""

from collections import Counter
from pathlib import Path

import pytest
from pyarrow import parquet

from compliance.expressions import FactPlan
from compliance.model.profile import Profile
from tests.factories import profile, read_dataset, write_text

CORPORA = Path(__file__).parents[2] / "../shared/corpora"
PLAN = FactPlan(
    ("platform.detected", "record.license", "record.platform", "record.was_derived_from"),
    ("record.collected_at",),
)
CARDS = {
    "dpi/datasets.parquet": """\
        name: audited
        columns:
          id: '"Unique Dataset Identifier"'
          url: '"Dataset URL"'
          license: "list_transform(Licenses, lambda l: l.License)"
          was_derived_from: '"Text Sources"'
        """,
    "openverse_commoncrawl_2018/*.parquet": """\
        name: crawl
        columns:
          id: content_path
          url: "'https://' || provider_domain || content_path"
          license: cc_domain || cc_license
          collected_at: "try_strptime(split_part(warc_filename, '-', 3), '%Y%m%d%H%M%S')"
        """,
    "img2dataset/test_1000.parquet": """\
        name: images
        columns: {id: URL, url: URL}
        """,
}


def audited(pattern: str, folder: Path) -> tuple[Profile, int]:
    """Return the profile of a real manifest and the rows in its footers, or skip."""
    files = sorted(CORPORA.glob(pattern))
    if not files:
        pytest.skip(f"no corpus {pattern} beside the repository")
    card = write_text(folder / "dataset.yaml", CARDS[pattern])
    found = profile(read_dataset(CORPORA / pattern, card), PLAN)
    return found, sum(parquet.read_metadata(path).num_rows for path in files)


@pytest.mark.parametrize("pattern", CARDS)
def test_every_row_is_examined(pattern: str, tmp_path: Path) -> None:
    """A card is enough to read a manifest that nobody wrote for us, to its last row."""
    found, rows = audited(pattern, tmp_path)

    assert [line.problem for line in found.coverage if line.problem] == []
    assert sum(found.table["measure.records"].to_pylist()) == rows > 0


def test_licenses_of_a_list_all_apply(tmp_path: Path) -> None:
    """The licences of each dataset are those of a loop over its list."""
    found, _ = audited("dpi/datasets.parquet", tmp_path)
    cells = parquet.read_table(CORPORA / "dpi/datasets.parquet", columns=["Licenses"])["Licenses"].to_pylist()
    stated = ({(entry["License"] or "").strip() for entry in cell or ()} - {""} for cell in cells)
    expected = Counter(" AND ".join(sorted(names)) or None for names in stated)

    counted: Counter[str | None] = Counter()
    for row in found.table.to_pylist():
        counted[row["record.license"]] += row["measure.records"]
    assert counted == expected
