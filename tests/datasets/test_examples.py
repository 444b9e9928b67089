"""Example cards: they fit the public manifests they were written for."""

from pathlib import Path

import pytest

from compliance.inputs.cards import read_card

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "datasets" / "examples"
CORPORA = ROOT.parent / "shared" / "corpora"
EXAMPLES = {
    "openverse_commoncrawl_2018": ("openverse_commoncrawl_2018", 37_624),
    "img2dataset": ("img2dataset/test_1000.parquet", 1_000),
    "data_provenance_initiative": ("dpi/datasets.parquet", 3_918),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_card_is_valid(name: str) -> None:
    """Every example card can be read, and every card in examples/ is tested."""
    card = read_card(CARDS / f"{name}.yaml", name).card

    assert {"id", "url"} <= set(card.columns)
    assert {path.stem for path in CARDS.glob("*.yaml")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_card_fits_its_manifest(check, name: str) -> None:
    """With its card a real manifest is read to the last row, and nothing in it is called clean."""
    place, rows = EXAMPLES[name]
    if not (CORPORA / place).exists():
        pytest.skip(f"there is no {place} beside the repository")

    checked = check(CORPORA / place, "--card", CARDS / f"{name}.yaml")

    assert checked.code == 1
    assert {sum(count.values()) for count in checked.counts.values()} == {rows}


def test_addresses_alone_prove_nothing(check) -> None:
    """A list of image addresses complies with no rule but those about the address itself."""
    if not (CORPORA / "img2dataset").exists():
        pytest.skip("there is no img2dataset beside the repository")

    checked = check(CORPORA / "img2dataset" / "test_1000.parquet", "--card", CARDS / "img2dataset.yaml")

    proven = {rule for rule, count in checked.counts.items() if count["compliant"]}
    assert proven <= {"provenance/source-stated", "disclosure/host-stated"}


def test_waivers_and_corrections(check) -> None:
    """Of the example one waiver covers its records, one has lapsed, and a licence is set right."""
    folder = CARDS / "amended"
    files = ("--waivers", folder / "waivers.yaml", "--corrections", folder / "corrections.yaml")
    plain, amended = (check(ROOT / "datasets" / "dispute", *more).counts for more in ((), files))

    assert amended["license/no-license-granted"]["waived"] == 350
    assert plain["license/no-license-granted"]["violation"] == 350
    assert amended["opt-out/access-control"] == plain["opt-out/access-control"]
    recognised = "license/license-recognised"
    assert amended[recognised]["compliant"] == plain[recognised]["compliant"] + 250
