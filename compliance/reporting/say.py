"""What the page says: every text of it stands in one catalogue, so that it can be translated."""

from functools import cache
from importlib.resources import files

import yaml

CATALOGUE = files("compliance.reporting") / "language" / "en.yaml"


@cache
def texts() -> dict[str, str]:
    """Return every text by its key."""
    sections = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, lines in sections.items() for name, text in lines.items()}


def say(key: str, **values: object) -> str:
    """Return the text of this key with the values in its braces. Raises KeyError for what is not there."""
    return texts()[key].format(**values) if values else texts()[key]
