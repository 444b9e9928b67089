"""Every report format by name: one file in `formats/` and one line here."""

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from compliance.model.report import Report
from compliance.reporting.redaction import redacted


@dataclass(frozen=True)
class Format:
    """A way to write a report down; equal reports give equal text."""

    module: str
    """Its file in `formats/`, loaded only once a report is written."""
    function: str
    suffix: str
    """What its files are called by default, with the dot."""

    def render(self, report: Report) -> str:
        """Return the report as text, without what is to be withheld."""
        module = import_module(f"compliance.reporting.formats.{self.module}")
        return str(getattr(module, self.function)(redacted(report)))


FORMATS = MappingProxyType(
    {
        "text": Format("text", "render_text", ".txt"),
        "json": Format("json_v1", "render_json", ".json"),
        "html": Format("html", "render_html", ".html"),
        "intoto": Format("intoto", "render_intoto", ".intoto.json"),
    }
)
"""Name on the command line → format."""
PDF = "pdf"
"""The HTML page on paper: no text, and written only where a browser is."""
NAMES = (*FORMATS, PDF)
"""All that `--output` can write."""
