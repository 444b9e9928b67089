"""The report for an auditor: one page that stands on its own, on a screen and on paper."""

import base64
import hashlib
from importlib.resources import files

from compliance.model.report import Report
from compliance.reporting.embedding import ELEMENT, embedded
from compliance.reporting.plain import plain
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.page import page

LIMIT = 2_000_000
"""Bytes that the page may have, whatever the report holds."""

_TEMPLATES = files("compliance.reporting") / "templates"


def render_html(report: Report) -> str:
    """Return the page, complete in itself and at most `LIMIT` bytes long.

    It needs no network and no JavaScript. Long reports are cut where `Caps`
    say, and further while that is not enough; the page says what was cut and
    where the rest is. The whole report is in it as data, if there is room.
    """
    caps = Caps()
    document, digest = embedded(report)
    while len((shown := _render(report, caps, digest)).encode()) > LIMIT and caps != caps.halved():
        caps = caps.halved()
    whole = shown.replace(digest, document)
    return whole if len(whole.encode()) <= LIMIT else shown


def _render(report: Report, caps: Caps, data: str) -> str:
    # Imported late: a run that writes no page need not load a template engine.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - start-up time
    from markupsafe import Markup  # noqa: PLC0415 - likewise

    def visible(value: object) -> object:
        return value if isinstance(value, Markup) else plain(str(value))

    environment = Environment(
        loader=PackageLoader("compliance.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=visible,
    )
    style, script = _asset("report.css"), _asset("report.js")
    return environment.get_template("report.html.j2").render(
        page=page(report, caps),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        say=say,
        policy=_policy(style, script),
        element=ELEMENT,
        data=Markup(data),  # noqa: S704 - without any character that HTML looks at
    )


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy that lets exactly this style and script run."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
