"""The JSON Schema of the configuration, for editors."""

from collections.abc import Mapping

from compliance.cli.config.keys import KEYS, Key, Shape
from compliance.cli.config.settings import TABLES

Schema = dict[str, object]


def configuration_schema(meanings: Mapping[str, str]) -> Schema:
    """Return the schema of `compliance.toml`, draft 7; *meanings* are the help texts by parameter."""
    keys = {key.name: _schema(key, meanings.get(key.parameter, "")) for key in KEYS}
    tables = {
        command: {
            "type": "object",
            "description": f"What holds for `compliance {command}` alone, before what all commands share.",
            "additionalProperties": False,
            "properties": {name: {"$ref": f"#/definitions/{name}"} for name in keys},
        }
        for command in TABLES
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Configuration of compliance",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"$ref": f"#/definitions/{name}"} for name in keys} | tables,
        "definitions": keys,
    }


def _schema(key: Key, meaning: str) -> Schema:
    item = _item(key)
    value = {"type": "array", "items": item} if key.shape.is_list else item
    return {"description": meaning, **value}


def _item(key: Key) -> Schema:
    match key.shape:
        case Shape.FLAG:
            return {"type": "boolean"}
        case Shape.NUMBER:
            least, most = key.bounds or (None, None)
            return {"type": "integer", "minimum": least, "maximum": most}
        case _:
            return (
                {"type": "string", "enum": list(key.words)}
                if key.words
                else {"type": "string", "minLength": 1}
            )
