"""Writes what code and rules define into the documentation: columns, names, schemas, a page for each rule.

`python docs/build.py` writes them; a test checks that they are current.
"""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, ModelSchema

from compliance.cli.commands import loaded
from compliance.cli.config.command import schema
from compliance.inputs.rules import Pack
from compliance.laws import read_laws
from compliance.model.adjustments import Adjustments
from compliance.model.base import Document
from compliance.model.card import Card
from compliance.model.columns import COLUMNS, PURPOSES, Grain, Kind
from compliance.model.correction import Corrections
from compliance.model.grant import Grant, Register
from compliance.model.names import NAMES
from compliance.model.platform import STRICTNESS, Clause, ClauseName, Platform
from compliance.model.reference import ArchiveHosts, KnownDatasets, KnownModel, KnownModels, Licenses
from compliance.model.rule import Case, Rule
from compliance.model.waiver import Waivers
from compliance.rule_pages import rule_pages

GUIDE = Path(__file__).parent / "guide"
SCHEMA = Path(__file__).parent / "schema"
RULES = Path(__file__).parent / "rules"
_READ_FROM = {
    Kind.TEXT: "text or numbers; trimmed, empty is unknown",
    Kind.WORD: "one of the words below; case, spaces and hyphens do not matter",
    Kind.NAME: "text, compared without case",
    Kind.LICENSE: "text, or a list of which all apply",
    Kind.LIST: "a list of text, or one text",
    Kind.TIMESTAMP: "timestamps of any unit and zone, dates, ISO 8601 text; without a zone: UTC",
    Kind.BOOLEAN: "booleans, or the text true, false, yes, no",
    Kind.INTEGER: "whole numbers",
    Kind.SIGNALS: "a list of structs with scheme, category and value, or with raw where nobody has read it",
}
_ENTERS_AS = {
    Grain.VALUE: "its value",
    Grain.DAY: "the UTC day, or a yes-or-no question",
    Grain.ROW: "a yes-or-no question",
}
_KINDS: Mapping[str, type[Document]] = {
    "rule": Rule,
    "pack": Pack,
    "card": Card,
    "grants": Register,
    "waivers": Waivers,
    "corrections": Corrections,
    "platform": Platform,
    "licenses": Licenses,
    "datasets": KnownDatasets,
    "archives": ArchiveHosts,
    "adjustments": Adjustments,
    "models": KnownModels,
}
_COLUMN_KEYS = {"propertyNames": {"enum": list(COLUMNS)}}
_VALUES_BY_CLAUSE = [
    {
        "if": {"properties": {"clause": {"const": clause.value}}},
        "then": {"properties": {"value": {"enum": list(values)}}},
    }
    for clause, values in STRICTNESS.items()
    if values
]
_ON_OUTPUT = STRICTNESS[ClauseName.MODEL_OUTPUT_TRAINING]
_CHECKED: tuple[tuple[type[Document], tuple[str | int, ...], Mapping[str, object]], ...] = (
    (Card, ("properties", "columns"), _COLUMN_KEYS),
    (Card, ("properties", "defaults"), _COLUMN_KEYS),
    (Case, ("properties", "record", "anyOf", 0), _COLUMN_KEYS),
    (Case, ("properties", "records", "items"), _COLUMN_KEYS),
    (Grant, ("properties", "permitted_purposes", "anyOf", 0, "items"), {"enum": list(PURPOSES)}),
    (Grant, ("properties", "prohibited_purposes", "items"), {"enum": list(PURPOSES)}),
    (KnownModel, ("properties", "output_training", "anyOf", 0), {"enum": list(_ON_OUTPUT)}),
    (Clause, (), {"allOf": _VALUES_BY_CLAUSE}),
)
"""What the models check in code: model, place in its schema, and how a schema says it."""


def schemas() -> Mapping[str, str]:
    """Return file name → text of the JSON Schema of every kind of YAML file, and of the configuration.

    Draft 7, which every editor knows.
    """
    dialect = {"$schema": "http://json-schema.org/draft-07/schema#"}
    written = {
        kind: dialect | model.model_json_schema(schema_generator=_ForEditors)
        for kind, model in _KINDS.items()
    }
    written["configuration"] = schema(loaded("audit"))
    return {
        f"{kind}.schema.json": json.dumps(text, indent=2, ensure_ascii=False) + "\n"
        for kind, text in written.items()
    }


class _ForEditors(GenerateJsonSchema):
    """Schemas with the docstrings of the fields, and with what the models check in code."""

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:  # noqa: ARG002 - titles repeat the key
        return False

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        written = super().model_schema(schema)
        for name, meaning in _meanings(schema["cls"]):
            written["properties"][name]["description"] = meaning
        for model, path, words in _CHECKED:
            if model is schema["cls"]:
                place: Any = written
                for step in path:
                    place = place[step]
                place.update(words)
        return written


def _meanings(model: type) -> Iterator[tuple[str, str]]:
    """Yield every field that has a docstring, and the docstring."""
    module = ast.parse(dedent(inspect.getsource(model)))
    statements = (node.body for node in module.body if isinstance(node, ast.ClassDef))
    for field, text in (pair for body in statements for pair in pairwise(body)):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(meaning))),
            ):
                yield name, inspect.cleandoc(meaning)
            case _:
                pass


def pages() -> Mapping[str, str]:
    """Return file name → text of every generated page."""
    return {"columns.md": _columns(), "names.md": _names()}


def _columns() -> str:
    lines = [
        "# Columns of a manifest",
        "",
        "Canonical names. Only `id` and one of `url` and `platform` must be there. Others are mapped",
        "in the [card](cards.md). A column that is missing, and a cell that is empty, are unknown.",
        "",
        "| column | read from | a rule sees | words |",
        "|---|---|---|---|",
    ]
    for column in COLUMNS.values():
        words = ", ".join(f"`{word}`" for word in column.words)
        lines.append(
            f"| `{column.name}` | {_READ_FROM[column.kind]} | {_ENTERS_AS[column.grain]} | {words} |"
        )
    return "\n".join(lines) + "\n"


def _names() -> str:
    lines = [
        "# Names in a rule",
        "",
        "What conditions may mention besides `record.<column>` ([columns](columns.md)). Any of them may be",
        "null: that is *unknown*.",
        "",
        "| name | meaning |",
        "|---|---|",
        *(f"| `{name.full}` | {name.meaning} |" for name in NAMES.values() if name.namespace != "record"),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for folder, files in {GUIDE: pages(), SCHEMA: schemas(), RULES: rule_pages(read_laws())}.items():
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
