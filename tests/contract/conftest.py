"""Contract checks on small datasets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.contract import check_contract
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from tests.factories import plan_for, profile, read_dataset, write_text

Check = Callable[..., ContractResult]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return a function that checks the files below the folder, with what the card says besides its name."""

    def run(asked: ContractCheck, card: str = "", folder: Path = tmp_path) -> ContractResult:
        path = write_text(folder / "dataset.yaml", f"name: posts\nmanifest: .\n{card}\n")
        dataset = read_dataset(None, path)
        (only,) = check_contract(dataset, profile(dataset, plan_for("TRUE")).coverage, {asked})
        return only

    return run
