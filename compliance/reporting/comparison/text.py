"""The comparison for a terminal."""

from compliance.model.comparison import Comparison
from compliance.model.rule import Severity
from compliance.reporting.comparison.headline import outcome, standpoints, statement
from compliance.reporting.comparison.outline import Line, Section, Value, Words
from compliance.reporting.comparison.words import chapters
from compliance.reporting.sheet import Piece, Sheet

_LABEL = 12
_BELOW = 2
_STYLES = {
    "worse": "bold red",
    "better": "bold green",
    "same": "bold green",
    "incomplete": "bold yellow",
    Severity.CRITICAL.value: "bold red",
    Severity.HIGH.value: "red",
    Severity.MEDIUM.value: "yellow",
    Severity.LOW.value: "cyan",
}


def render_text(comparison: Comparison, *, width: int = 100, color: bool = False) -> str:
    """Return what differs, the gravest first, in lines of at most `width` columns; colour is ANSI."""
    sheet = Sheet(width)
    found = outcome(comparison)
    sheet.add((found.upper(), _STYLES.get(found, "bold")), ": ", *_pieces(statement(comparison)))
    if found not in {"same", "incomplete"}:
        sheet.add(*_pieces(standpoints(comparison)))
    for chapter in chapters(comparison):
        sheet.gap()
        sheet.add(*((text, "bold") for text in _texts(chapter.title)))
        for section in chapter.sections:
            _add(sheet, section)
    return sheet.text(color=color)


def _add(sheet: Sheet, section: Section) -> None:
    indent = _LABEL if section.label else _BELOW
    for place, line in enumerate(section.lines):
        _line(sheet, line, f"  {section.label}" if place == 0 else "", indent)
    if section.rest:
        sheet.add((section.rest, "dim"), indent=indent)


def _line(sheet: Sheet, line: Line, label: str, indent: int) -> None:
    lead: list[Piece] = [(line.lead, _STYLES.get(line.lead, "bold")), "  "] if line.lead else []
    sheet.add(*lead, *_pieces(line.words), label=label, indent=indent)
    for below in line.below:
        _line(sheet, below, "", indent + _BELOW)


def _pieces(words: Words) -> list[Piece]:
    return list(_texts(words))


def _texts(words: Words) -> list[str]:
    return [word.shown if isinstance(word, Value) else word for word in words]
