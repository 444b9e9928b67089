"""The report for the log of GitHub Actions: workflow commands, which it shows as annotations."""

from compliance.model.report import Report
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.issues import Issue, Level, issues, relative
from compliance.reporting.plain import plain, prose
from compliance.reporting.wording import plural

MOST = 9
"""GitHub shows ten errors and ten warnings of a step, and drops the rest without a word."""
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_TEXT = 2_000
_TITLE = 200


def render_github(report: Report, *, prefix: str = "") -> str:
    """Return a command for each of the worst findings, one for all others, and one with the verdict.

    Of what is accepted, the verdict has the number. *prefix* is the folder of the run in its repository.
    """
    found = issues(report, by_group=False)
    counting = [issue for issue in found if issue.excuse is None]
    lines = [_annotation(issue, prefix) for issue in counting[:MOST]]
    if len(counting) > MOST:
        worst = _COMMANDS[counting[MOST].level]
        more = f"And {plural(len(counting) - MOST, 'more issue')}; the job summary has them."
        lines.append(f"::{worst} title=compliance::{_data(more)}")
    said = prose(verdict_sentence(report), _TEXT)
    return "\n".join([*lines, f"::notice title=compliance::{_data(said)}"]) + "\n"


def _annotation(issue: Issue, prefix: str) -> str:
    place = _property(plain(relative(issue.place.path, prefix)))
    title = _property(prose(f"{issue.rule}: {issue.title}", _TITLE))
    said = prose(issue.message, _TEXT)
    message = _data(f"{said}\nHow to fix: {issue.remedy}" if issue.remedy else said)
    return f"::{_COMMANDS[issue.level]} file={place},line={issue.place.line},title={title}::{message}"


def _data(text: str) -> str:
    """Return a message as a command can hold it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return what stands before the message likewise."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
