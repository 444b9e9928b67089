"""The JSON Schemas of the YAML files."""

import datetime
import json
from pathlib import Path

import jsonschema
import pytest
from jsonschema.protocols import Validator

from compliance.inputs.yaml_file import read_yaml
from tests.docs.build_script import DOCS, builder

KINDS = (
    *("rule", "pack", "card", "grants", "waivers", "corrections", "adjustments"),
    *("platform", "licenses", "datasets", "archives", "models"),
)
FOLDERS = (Path("rules"), Path("datasets"))


def _kind(path: Path) -> str:
    """Return the kind of a shipped file, as its place tells it."""
    match path.parts:
        case (*_, "reference", "platforms", _):
            return "platform"
        case (*_, "reference", _) | (*_, "adjustments.yaml"):
            return path.stem
        case (*_, "pack.yaml"):
            return "pack"
        case ("rules", *_) | (*_, "team", "house", _):
            return "rule"
        case (*_, "grants.yaml") | (*_, "waivers.yaml") | (*_, "corrections.yaml"):
            return path.stem
        case _:
            return "card"


FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.yaml"))


def _validator(kind: str) -> Validator:
    schema = json.loads((DOCS / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def _faults(kind: str, value: object) -> list[str]:
    """Return what the schema says against a YAML value; dates are text in JSON."""
    as_json = json.loads(json.dumps(value, default=datetime.date.isoformat))
    return [error.message for error in _validator(kind).iter_errors(as_json)]


def _value(path: Path) -> dict[str, object]:
    value = read_yaml(path, path.as_posix(), "any").value
    assert isinstance(value, dict)
    return value


def test_every_kind_has_a_current_schema() -> None:
    """Every schema in the documentation is the one of the models, and none is missing."""
    kinds = (*KINDS, "configuration")
    found = {kind: (DOCS / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8") for kind in kinds}

    assert {f"{kind}.schema.json": text for kind, text in found.items()} == builder().schemas()


def test_every_kind_is_shipped() -> None:
    """There is a file of every kind to try its schema on."""
    assert {_kind(path) for path in FILES} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_files_follow_their_schema(kind: str) -> None:
    """No shipped file is underlined by an editor."""
    faults = {path.as_posix(): _faults(kind, _value(path)) for path in FILES if _kind(path) == kind}

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("kind", "path", "change"),
    [
        ("rule", "rules/provenance/purpose-stated.yaml", {"severity": "dire"}),
        ("rule", "rules/provenance/purpose-stated.yaml", {"requirements": "TRUE"}),
        ("rule", "rules/provenance/purpose-stated.yaml", {"cases": []}),
        (
            "rule",
            "rules/provenance/purpose-stated.yaml",
            {"cases": [{"name": "typo", "record": {"platfrom": "x"}, "expect": "compliant"}]},
        ),
        ("pack", "rules/provenance/pack.yaml", {"version": 1}),
        ("card", "datasets/clean/dataset.yaml", {"columns": {"link": "url"}}),
        ("card", "datasets/clean/dataset.yaml", {"defaults": {"lisence": "MIT"}}),
        ("grants", "datasets/clean/grants.yaml", {"grants": [{"id": "g1"}]}),
        (
            "grants",
            "datasets/clean/grants.yaml",
            {"grants": [{"id": "g1", "type": "contract", "permitted_purposes": ["fun"]}]},
        ),
        (
            "grants",
            "datasets/clean/grants.yaml",
            {"grants": [{"id": "g1", "type": "contract", "valid_from": "1st of May"}]},
        ),
        ("platform", "rules/reference/platforms/x.yaml", {"owner": None}),
        ("adjustments", "datasets/examples/team/adjustments.yaml", {"severity": {"social/*": "dire"}}),
        ("adjustments", "datasets/examples/team/adjustments.yaml", {"off": {"social/*": ""}}),
    ],
)
def test_faults_are_found(kind: str, path: str, change: dict[str, object]) -> None:
    """An unknown word or key, a missing key and a wrong type are underlined."""
    value = _value(Path(path))

    assert _faults(kind, value) == []
    assert _faults(kind, value | change) != []


def test_a_clause_has_a_value_of_its_own() -> None:
    """Prohibited is no answer to what access to the API costs, though other clauses may say it."""
    value = json.loads(json.dumps(_value(Path("rules/reference/platforms/x.yaml")), default=str))
    clauses = [clause for document in value["documents"] for clause in document["clauses"]]
    next(clause for clause in clauses if clause["clause"] == "api_access")["value"] = "prohibited"

    assert _faults("platform", value) != []


def test_keys_explain_themselves() -> None:
    """What the models say of a key is what an editor shows."""
    properties = json.loads((DOCS / "schema" / "card.schema.json").read_text(encoding="utf-8"))["properties"]

    assert properties["entity"]["description"] == "Who we are, for the licensee of a grant."
