"""What rights signals say about training, in plain Python."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tests.agreement.reading import lower

STRICTEST_FIRST = ("disallowed", "constrained", "unknown", "allowed")
TRAINING = {
    *("train-ai", "ai-train", "ai-training", "ai-all", "all", "gen-ai"),
    *("tdm", "data-mining", "cawg.ai-training", "cawg.ai-generative-training"),
}
KEY = re.compile("[a-z*][a-z0-9_.*-]*")
ITEM = re.compile(
    r'-?[0-9]+(?:[.][0-9]+)?|"(?:[ !#-\[\]-~]|\\["\\])*"|[A-Za-z*][\w!#$%&\'*+.^`|~:/-]*'
    r"|:[A-Za-z0-9+/=]*:|[?][01]|@-?[0-9]+",
    re.ASCII,
)

Signal = Mapping[str, str | None]


def facts(given: Sequence[Signal] | None) -> dict[str, object]:
    """Return the facts of the signals of a record."""
    values = {read(signal) for signal in given or ()} - {None}
    strictest = next((value for value in STRICTEST_FIRST if value in values), None)
    schemes = sorted({said(signal["scheme"]) for signal in given or ()} - {None})
    return {
        "signal.training": strictest or ("unknown" if values else None),
        "signal.conflict": len(values) > 1 if values else None,
        "signal.schemes": schemes or None,
        "signal.count": None if given is None else len(given),
    }


def said(text: str | None) -> str | None:
    """Return a word of a signal."""
    return None if text is None else lower(text.strip(" ")).replace("_", "-")


def read(signal: Signal) -> str | None:
    """Return what one signal says about training, or nothing."""
    category = said(signal["category"])
    if category in TRAINING:
        return said(signal["value"]) or "unknown"
    if category:
        return None
    return from_raw(said(signal["scheme"]), (signal["raw"] or "").strip(" \t\r\n"))


def from_raw(scheme: str | None, raw: str) -> str | None:
    """Return what a header, or a line of robots.txt, says about training."""
    match scheme:
        case "aipref":
            return aipref(re.sub(r"\A/[^ \t]*[ \t]+", "", without_name("content-usage", raw)))
        case "content-signal":
            return content_signal(without_name("content-signal", raw))
        case "tdmrep":
            return {"1": "disallowed", "0": "allowed"}.get(without_name("tdm-reservation", raw), "unknown")
        case _:
            return "unknown"


def without_name(name: str, line: str) -> str:
    """Return what follows the name of a header."""
    before, colon, after = line.partition(":")
    return after.lstrip(" \t") if colon and before.rstrip(" \t").lower() == name else line


def aipref(line: str) -> str | None:
    """Return what a dictionary of RFC 9651 says; of members with one name the last counts."""
    try:
        members = dict(dictionary(line))
    except ValueError:
        return "unknown"
    said_of_training = {"n": "disallowed", "y": "allowed"}
    return said_of_training.get(members["train-ai"], "unknown") if "train-ai" in members else None


def dictionary(line: str) -> Iterable[tuple[str, str]]:
    """Yield names and values. Raises ValueError."""
    while True:
        name, line = taken(KEY, line)
        value = ""
        if line.startswith("="):
            value, line = taken_value(line[1:])
        yield name, value
        line = after_parameters(line).lstrip(" \t")
        if not line:
            return
        comma, line = line[0], line[1:].lstrip(" \t")
        if comma != ",":
            raise ValueError(line)


def taken_value(line: str) -> tuple[str, str]:
    """Return an item or a list at the start of the line, and what follows."""
    if not line.startswith("("):
        return taken(ITEM, line)
    line = line[1:].lstrip(" ")
    while not line.startswith(")"):
        _, line = taken(ITEM, line)
        line = after_parameters(line).lstrip(" ")
    return "()", line[1:]


def after_parameters(line: str) -> str:
    """Return what follows the parameters at the start of the line."""
    while line.startswith(";"):
        _, line = taken(KEY, line[1:].lstrip(" "))
        if line.startswith("="):
            _, line = taken(ITEM, line[1:])
    return line


def taken(form: re.Pattern[str], line: str) -> tuple[str, str]:
    """Return what has the form at the start of the line, and what follows. Raises ValueError."""
    found = form.match(line)
    if found is None:
        raise ValueError(line)
    return found[0], line[found.end() :]


def content_signal(line: str) -> str | None:
    """Return what a list of yes and no says; one refusal is enough."""
    parts = [part.strip(" \t") for part in line.split(",")]
    if "ai-train=no" in parts:
        return "disallowed"
    if not all(re.fullmatch("[a-z-]+=(?:yes|no)", part) for part in parts):
        return "unknown"
    return "allowed" if "ai-train=yes" in parts else None
