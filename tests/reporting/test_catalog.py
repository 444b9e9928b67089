"""The catalogue of formats."""

from importlib import import_module
from pathlib import Path

from compliance.reporting import formats
from compliance.reporting.catalog import FORMATS
from tests.reporting.sample_report import sample_report


def test_every_format_is_listed() -> None:
    """A file in the folder is a line in the catalogue, and the reverse."""
    folder = {path.stem for path in Path(formats.__path__[0]).glob("*.py")} - {"__init__"}
    listed = {format_.module for format_ in FORMATS.values()}

    assert listed == folder


def test_equal_reports_give_equal_text() -> None:
    """Rendering depends on the report alone, so that a report can be reproduced byte for byte."""
    for format_ in FORMATS.values():
        assert format_.render(sample_report()) == format_.render(sample_report())


def test_every_format_ends_its_last_line() -> None:
    """Files end with a line break, as text files do."""
    for format_ in FORMATS.values():
        assert format_.render(sample_report()).endswith("\n")
        assert format_.suffix.startswith(".")


def test_listing_formats_loads_no_template_engine() -> None:
    """A run that only prints does not pay for the page: the engine is no import of the module."""
    assert "jinja2" not in vars(import_module("compliance.reporting.formats.html"))
