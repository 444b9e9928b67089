"""Dataset cards: read, and kept inside the project."""

from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from compliance.errors import ConfigurationError, UsageError
from compliance.expressions import ExpressionError
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import read_yaml
from compliance.model.card import Card
from compliance.model.input import Input
from compliance.storage import Url, read_place

_KEYS_DEPTH = 2
_AZURE = frozenset({"abfs", "abfss"})
_AZURE_HOSTS = (".core.windows.net", ".core.usgovcloudapi.net", ".core.chinacloudapi.cn")
_STORES = _AZURE | {"s3", "gs", "gcs", "hf", "https"}
_STORES_TEXT = "s3://, gs://, abfs:// in Azure, hf:// or https://"


@dataclass(frozen=True)
class StatedCard:
    """A card, and where it says what."""

    card: Card
    input: Input
    lines: tuple[tuple[str, int], ...]
    """Each key and its line in the file; one below another with a dot, such as `defaults.platform`."""


def read_card(path: Path, shown: str) -> StatedCard:
    """Return the card at *path*.

    Raises ConfigurationError with every fault: wrong keys, an expression that
    is not of the language, a manifest path that leaves the card's folder.
    """
    file = read_yaml(path, shown, "card")
    card = validate(file, Card)
    problems = []
    for name, text in card.columns.items():
        from compliance.expressions import check_mapping  # noqa: PLC0415 - start-up time

        try:
            check_mapping(text)
        except ExpressionError as error:
            problems.append(file.problem(("columns", name), f"`{name}`: {error.text}", error.offset))
    fault = _fault_of_place(card.manifest or "")
    if fault:
        problems.append(file.problem(("manifest",), fault))
    if problems:
        raise ConfigurationError(tuple(problems))
    lines = (
        (".".join(map(str, place)), line) for place, line in file.keys.items() if len(place) <= _KEYS_DEPTH
    )
    return StatedCard(card, file.input, tuple(sorted(lines, key=itemgetter(1, 0))))


def _fault_of_place(manifest: str) -> str:
    """Return why a card may not name this manifest; empty when it may.

    A card may come from a stranger: it leads to stores, never to other parts
    of this machine, nor with our credentials to a host of the stranger.
    """
    try:
        place = read_place(manifest)
    except UsageError as error:
        return error.text
    if isinstance(place, Url):
        is_foreign = place.scheme in _AZURE and not place.root.endswith(_AZURE_HOSTS)
        if place.scheme not in _STORES or is_foreign or place.options:
            return f"a card leads to {_STORES_TEXT}, without a query; give other URLs on the command line"
    elif place.is_absolute() or ".." in place.parts:
        return "the manifest must lie in the folder of its card; give other paths on the command line"
    return ""
