"""Dataset cards: read, and kept inside the project."""

from pathlib import Path

from compliance.errors import ConfigurationError, UsageError
from compliance.expressions import ExpressionError, check_mapping
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import read_yaml
from compliance.model.card import Card
from compliance.model.report import Input
from compliance.storage import Url, read_place

_STORES = frozenset({"s3", "gs", "gcs", "abfs", "abfss", "hf", "https"})


def read_card(path: Path, shown: str) -> tuple[Card, Input]:
    """Return the card at *path*.

    Raises ConfigurationError with every fault: wrong keys, an expression that
    is not of the language, a manifest path that leaves the card's folder.
    """
    file = read_yaml(path, shown, "card")
    card = validate(file, Card)
    problems = []
    for name, text in card.columns.items():
        try:
            check_mapping(text)
        except ExpressionError as error:
            problems.append(file.problem(("columns", name), f"`{name}`: {error.text}", error.offset))
    fault = _fault_of_place(card.manifest or "")
    if fault:
        problems.append(file.problem(("manifest",), fault))
    if problems:
        raise ConfigurationError(tuple(problems))
    return card, file.input


def _fault_of_place(manifest: str) -> str:
    """Return why a card may not name this manifest; empty when it may.

    A card may come from a stranger: it leads to stores, never to other parts
    of this machine or of the network it stands in.
    """
    try:
        place = read_place(manifest)
    except UsageError as error:
        return error.text
    if isinstance(place, Url):
        if place.scheme not in _STORES:
            return f"a card leads to {', '.join(sorted(_STORES))}; give other URLs on the command line"
        return (
            "a card holds no query: it may be a signature; give the URL on the command line"
            if place.options
            else ""
        )
    if place.is_absolute() or ".." in place.parts:
        return "the manifest must lie in the folder of its card; give other paths on the command line"
    return ""
