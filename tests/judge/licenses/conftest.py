"""The shipped rights matrix, for every test of this folder."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from compliance.model.license import Rights
from compliance.model.reference import Licenses

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def matrix() -> Mapping[str, Rights]:
    """Return the rights matrix by licence id."""
    text = (ROOT / "rules/reference/licenses.yaml").read_text(encoding="utf-8")
    return Licenses.model_validate(yaml.safe_load(text)).by_id()
