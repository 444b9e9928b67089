"""Every report format by name: one file in `formats/` and one line here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from urllib.parse import unquote

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.redaction import redacted

_AS_A_NAME = "end the name of a file that holds a `?` with another one"


@dataclass(frozen=True)
class Option:
    """What a format can be told after a `?`."""

    words: tuple[str, ...] = ()
    """What may be said, the default first; empty where any text may."""

    @property
    def default(self) -> str:
        """What holds when nothing is said."""
        return self.words[0] if self.words else ""


@dataclass(frozen=True)
class Format:
    """A way to write a report down; equal reports give equal text."""

    module: str
    """Its file in `formats/`, loaded only once a report is written."""
    function: str
    suffix: str
    """What its files are called by default, with the dot."""
    options: Mapping[str, Option] = field(default_factory=dict)

    def render(self, report: Report, options: Mapping[str, str] | None = None) -> str:
        """Return the report as text, without what is to be withheld."""
        module = import_module(f"compliance.reporting.formats.{self.module}")
        said = {name: option.default for name, option in self.options.items()} | dict(options or {})
        return str(getattr(module, self.function)(redacted(report), **said))


_PREFIX = Option()
"""The folder of the run in its repository, for formats that point at files of it."""

FORMATS = MappingProxyType(
    {
        "text": Format("text", "render_text", ".txt"),
        "json": Format("json_v1", "render_json", ".json"),
        "html": Format("html", "render_html", ".html"),
        "intoto": Format("intoto", "render_intoto", ".intoto.json"),
        "sarif": Format(
            "sarif", "render_sarif", ".sarif", {"profile": Option(("github", "full")), "prefix": _PREFIX}
        ),
        "junit": Format("junit", "render_junit", ".junit.xml", {"prefix": _PREFIX}),
        "gitlab": Format("gitlab", "render_gitlab", ".gitlab.json", {"prefix": _PREFIX}),
        "github": Format("github", "render_github", ".github.txt", {"prefix": _PREFIX}),
        "rdjson": Format("rdjson", "render_rdjson", ".rdjson", {"prefix": _PREFIX}),
        "summary": Format("summary", "render_summary", ".summary.md"),
        "markdown": Format("markdown", "render_markdown", ".md"),
    }
)
"""Name on the command line → format."""
PDF = "pdf"
"""The HTML page on paper: no text, and written only where a browser is."""
NAMES = (*FORMATS, PDF)
"""All that `--output` can write."""


def read_options(name: str, text: str) -> dict[str, str]:
    """Return what `key=value&key=value` says to the output of this name. Raises UsageError."""
    known = FORMATS[name].options if name in FORMATS else {}
    said: dict[str, str] = {}
    for part in filter(None, text.split("&")):
        key, _, value = part.partition("=")
        if key not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UsageError(f"{name} has no option {key!r}; {takes}", remedy=_AS_A_NAME)
        if key in said:
            raise UsageError(f"{name} is told {key} twice", remedy="say it once")
        words, word = known[key].words, unquote(value)
        if words and word not in words:
            raise UsageError(f"{name} does not know {key}={word}", remedy=f"say {' or '.join(words)}")
        said[key] = word
    return said
