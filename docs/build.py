"""Writes the pages of the guide that list what the code defines: columns and names.

`python docs/build.py` writes them; a test checks that they are current.
"""

from collections.abc import Mapping
from pathlib import Path

from compliance.model.columns import COLUMNS, Grain, Kind
from compliance.model.names import NAMES

GUIDE = Path(__file__).parent / "guide"
_READ_FROM = {
    Kind.TEXT: "text or numbers; trimmed, empty is unknown",
    Kind.WORD: "one of the words below; case, spaces and hyphens do not matter",
    Kind.NAME: "text, compared without case",
    Kind.LICENSE: "text, or a list of which all apply",
    Kind.LIST: "a list of text, or one text",
    Kind.TIMESTAMP: "timestamps of any unit and zone, dates, ISO 8601 text; without a zone: UTC",
    Kind.BOOLEAN: "booleans, or the text true, false, yes, no",
    Kind.INTEGER: "whole numbers",
    Kind.SIGNALS: "list of struct; not read yet",
}
_ENTERS_AS = {
    Grain.VALUE: "its value",
    Grain.DAY: "the UTC day, or a yes-or-no question",
    Grain.ROW: "a yes-or-no question",
}


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
    for name, text in pages().items():
        (GUIDE / name).write_text(text, encoding="utf-8")
