"""The page about the configuration."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from compliance.cli.config.keys import KEYS, Key
from compliance.cli.config.reading_settings import read_settings
from compliance.inputs.configuration import find_configuration
from tests.docs.build_script import DOCS
from tests.factories import write_text

PAGE = (DOCS / "guide" / "configuration.md").read_text(encoding="utf-8")
SCHEMA = json.loads((DOCS / "schema" / "configuration.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_is_there(key: Key) -> None:
    """The page has a line for each key: its words, its variable, and what holds without it."""
    words = f": {', '.join(f'`{word}`' for word in key.words)}" if key.words else ""

    assert f"| `{key.name}` | {key.shape}{words} | `{key.variable}` | {key.default} |" in PAGE


def test_the_example_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file on the page has no fault."""
    example, *_ = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    write_text(tmp_path / "compliance.toml", example)
    write_text(tmp_path / "legal" / "grants.yaml", "grants: []")
    (tmp_path / "house-rules").mkdir()
    monkeypatch.chdir(tmp_path)
    file = find_configuration(tmp_path)

    assert file is not None
    assert read_settings(file, {}).defaults("audit")["sample"] == "59"
    jsonschema.validate(file.value, SCHEMA)


@pytest.mark.parametrize(
    "value",
    [
        {"fail-on": "never"},
        {"rules": "house"},
        {"check": {"quiet": 1}},
        {"contract": ["x"]},
        {"sample": 0},
        {"engine": "polars"},
    ],
)
def test_an_editor_underlines_faults(value: dict[str, object]) -> None:
    """The schema refuses unknown keys and words, wrong kinds and numbers out of bounds."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)
