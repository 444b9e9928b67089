"""From a YAML value to a model, with every fault at its place in the file."""

import difflib
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.yaml_file import KEPT, KEPT_BYTES, Location, YamlFile

Model = TypeVar("Model", bound=BaseModel)


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Return the file as a *model*.

    Raises ConfigurationError with one problem for each fault in the file.
    """
    once = _validated_once if file.input.bytes <= KEPT_BYTES else _validated
    return cast("Model", once(file, model))


def _validated(file: YamlFile, model: type[BaseModel]) -> BaseModel:
    try:
        return model.model_validate(file.value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        problems = (_problem(file, model, fault) for fault in faults if not _is_consequence(fault, faults))
        raise ConfigurationError(
            tuple(sorted(set(problems), key=lambda p: (p.line, p.column, p.text)))
        ) from error


_validated_once = lru_cache(maxsize=KEPT)(_validated)


def _is_consequence(fault: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list counts as too short only because its items are faulty."""
    own = fault["loc"]
    inner = (other["loc"] for other in faults if other is not fault)
    return fault["type"] == "too_short" and any(location[: len(own)] == own for location in inner)


def _problem(file: YamlFile, model: type[BaseModel], fault: ErrorDetails) -> Problem:
    location: Location = fault["loc"]
    name = location[-1] if location else ""
    match fault["type"]:
        case "missing":
            text = f"`{name}` is missing"
        case "extra_forbidden":
            text = f"there is no key `{name}`{_nearest(str(name), _keys(file, model, location))}"
        case "model_type" | "dict_type":
            text = f"expected keys and values, found {_shown(fault['input'])}"
        case "value_error":
            text = str(fault["msg"]).removeprefix("Value error, ")
        case _:
            text = f"{fault['msg']}, found {_shown(fault['input'])}"
    return file.problem(location, text[:1].lower() + text[1:])


def _keys(file: YamlFile, model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys allowed where *location* points; only those of the top level are known."""
    return list(model.model_fields) if len(location) == 1 and file.value else []


def _nearest(word: str, words: list[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
