"""Every key of the configuration: one line each, for the file, the environment, the schema and the docs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from compliance.cache_limit import read_size
from compliance.caching import OFF
from compliance.cli.ci import WORDS
from compliance.cli.means import LEAST_THREADS, MOST_THREADS
from compliance.cli.options import (
    COMMIT,
    DEFAULT_GATE,
    read_as_of,
    read_gate,
)
from compliance.cli.outputs import GX, read_lists
from compliance.errors import UsageError
from compliance.model.contract import ContractCheck
from compliance.model.engine_name import EngineName
from compliance.model.redaction import Redaction
from compliance.model.sample import MOST


class Shape(StrEnum):
    """How a value is written in the file; in the environment it is text always."""

    TEXT = "text"
    PATH = "a path"
    FLAG = "true or false"
    NUMBER = "a whole number"
    WORDS = "a list of words"
    """On the command line one text, with commas."""
    PATHS = "a list of paths"
    OUTPUTS = "a list of FORMAT=FILE"

    @property
    def is_list(self) -> bool:
        """Whether the file has a list."""
        return self in {Shape.WORDS, Shape.PATHS, Shape.OUTPUTS}


@dataclass(frozen=True)
class Key:
    """One setting that may be fixed outside of the command line."""

    name: str
    shape: Shape
    default: str
    """What holds where nobody says anything, in words."""
    check: Callable[[str], object] = str
    """Refuses what makes no sense, as the command line does. Raises UsageError."""
    words: tuple[str, ...] = ()
    """The words that there are, where they are few."""
    bounds: tuple[int, int] | None = None
    """The least and the largest number."""
    option: str = ""
    """What the command line calls it, where that differs."""
    must_exist: bool = False
    """Whether a path in the file has to lead somewhere."""

    @property
    def parameter(self) -> str:
        """Name of the parameter of the commands."""
        return self.option or self.name

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"COMPLIANCE_{self.name.upper()}"

    def refuse(self, text: str) -> None:
        """Raise UsageError, unless the text (of a list: one item) makes sense."""
        if self.words and text not in self.words:
            raise UsageError(f"there is no {text!r}", remedy=f"use {', '.join(self.words)}")
        if self.bounds is not None:
            least, most = self.bounds
            if not text.isdecimal() or not least <= int(text) <= most:
                raise UsageError(f"{text} is no number from {least:,} to {most:,}")
        self.check(text)


def _day(text: str) -> object:
    return text if text == COMMIT else read_as_of(text)


def _folder(text: str) -> None:
    if text == OFF:
        raise UsageError(f"{text!r} is no folder", remedy="write `no_cache = true`")


def _outputs(text: str) -> None:
    read_lists([text], (GX,))


_REDACTIONS = tuple(str(level) for level in Redaction if level is not Redaction.SECRETS)

KEYS = (
    Key("paths", Shape.PATHS, "every card below the folder of the command"),
    Key("rules", Shape.PATHS, "the shipped rules alone", must_exist=True),
    Key("grants", Shape.PATH, "the nearest `grants.yaml`", must_exist=True),
    Key("waivers", Shape.PATH, "the nearest `waivers.yaml`", must_exist=True),
    Key("corrections", Shape.PATH, "the nearest `corrections.yaml`", must_exist=True),
    Key("baseline", Shape.PATH, "the nearest `baseline.json`"),
    Key("contract", Shape.WORDS, "what each card asks", words=tuple(ContractCheck)),
    Key("as_of", Shape.TEXT, "today", _day),
    Key("fail_on", Shape.TEXT, f"`{DEFAULT_GATE}`", read_gate),
    Key("output", Shape.OUTPUTS, "the terminal; for `audit`, HTML and JSON", _outputs),
    Key("gx", Shape.FLAG, "`true`, where Great Expectations is installed"),
    Key("redact", Shape.TEXT, "secrets alone are withheld", words=_REDACTIONS),
    Key("sample", Shape.NUMBER, "no sample", bounds=(1, MOST)),
    Key("seed", Shape.TEXT, "a digest of the manifest"),
    Key("engine", Shape.TEXT, "`duckdb`", words=tuple(EngineName)),
    Key("spark_master", Shape.TEXT, "this machine"),
    Key("threads", Shape.NUMBER, "the cores there are", bounds=(LEAST_THREADS, MOST_THREADS)),
    Key("memory_limit", Shape.TEXT, "80 % of what there is", lambda text: read_size(text, "--memory-limit")),
    Key("cache_dir", Shape.PATH, "`compliance` in your cache folder", _folder, option="cache"),
    Key("no_cache", Shape.FLAG, "`false`"),
    Key("color", Shape.TEXT, "`auto`", words=("auto", "always", "never")),
    Key("quiet", Shape.FLAG, "`false`"),
    Key("ci", Shape.TEXT, "`auto`", words=WORDS),
)
"""In the order of the documentation."""
