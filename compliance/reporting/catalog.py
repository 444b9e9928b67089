"""Every report format by name: one file in `formats/` and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from compliance.model.report import Report
from compliance.reporting.formats import html, json_v1, text


@dataclass(frozen=True)
class Format:
    """A way to write a report down; equal reports give equal text."""

    render: Callable[[Report], str]
    suffix: str
    """What its files are called by default, with the dot."""


FORMATS = MappingProxyType(
    {
        "text": Format(text.render_text, ".txt"),
        "json": Format(json_v1.render_json, ".json"),
        "html": Format(html.render_html, ".html"),
    }
)
"""Name on the command line → format."""
