"""Dataset cards: read, and kept inside the project."""

from pathlib import Path

from compliance.errors import ConfigurationError
from compliance.expressions import ExpressionError, check_mapping
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import read_yaml
from compliance.model.card import Card
from compliance.model.report import Input


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
    if card.manifest is not None and (Path(card.manifest).is_absolute() or ".." in Path(card.manifest).parts):
        text = "the manifest must lie in the folder of its card; give other paths on the command line"
        problems.append(file.problem(("manifest",), text))
    if problems:
        raise ConfigurationError(tuple(problems))
    return card, file.input
