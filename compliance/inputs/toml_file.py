"""TOML files: read by tomllib, with the place of every key, which it does not tell."""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.yaml_file import Location

_LIMIT_BYTES = 1024 * 1024
_LIMIT_DEPTH = 40
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_STRING = r'"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'"
_KEY = re.compile(rf"{_STRING}|[A-Za-z0-9_-]+")
_SCALAR = re.compile(
    # Up to two quotes may stand right before the three that end a long string.
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + rf"|{_STRING}|[^\s,\]}}#]+(?:[ ]\d\d:[^\s,\]}}#]*)?",
    re.DOTALL,
)


@dataclass(frozen=True)
class TomlFile:
    """A TOML document: its value, and where each key of it and each item of its lists stands."""

    path: str
    """As messages name it."""
    value: dict[str, object]
    places: dict[Location, tuple[int, int]]

    def problem(self, location: Location, text: str) -> Problem:
        """Return a problem at the deepest known part of *location*."""
        while location and location not in self.places:
            location = location[:-1]
        return Problem(self.path, *self.places.get(location, (1, 1)), text)


def read_toml(path: Path, shown: str) -> TomlFile:
    """Return the document. Raises ConfigurationError when the file is missing, too large or not TOML."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise _refuse(shown, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _refuse(shown, "is not UTF-8") from error
    if len(content) > _LIMIT_BYTES:
        raise _refuse(shown, f"is larger than {_LIMIT_BYTES // 1024 // 1024} MiB")
    try:
        value = tomllib.loads(text)
        places = _Places(text).found
    except tomllib.TOMLDecodeError as error:
        said = _PLACE.search(str(error))
        reason = str(error)[: said.start()] if said else str(error)
        end = text.count("\n") + 1, len(text) - text.rfind("\n")
        line, column = (int(said[1]), int(said[2])) if said and said[1] else end
        raise _refuse(shown, f"is not TOML: {reason[:1].lower()}{reason[1:]}", line, column) from error
    except RecursionError as error:
        raise _refuse(shown, "is nested too deeply") from error
    return TomlFile(shown, value, places)


def _refuse(shown: str, text: str, line: int = 1, column: int = 1) -> ConfigurationError:
    return ConfigurationError((Problem(shown, line, column, text),))


class _Places:
    """Walks over a text that tomllib has accepted, and notes where keys and items begin."""

    def __init__(self, text: str) -> None:
        self.found: dict[Location, tuple[int, int]] = {}
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._at = 0
        self._lengths: Counter[Location] = Counter()
        """Tables so far in each array of tables."""
        table: Location = ()
        while self._skip() < len(text):
            if self._take("["):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Location:
        is_array = self._text.startswith("[", self._at)
        self._at += is_array
        location = self._key(())
        self._take("]")
        self._at += is_array
        if not is_array:
            return location
        self._lengths[location] += 1
        return self._note((*location, self._lengths[location] - 1))

    def _pair(self, table: Location) -> None:
        location = self._key(table)
        self._take("=")
        self._value(location)

    def _key(self, location: Location) -> Location:
        """Read a key, dotted or not, and note each part of it that is new."""
        while True:
            if self._lengths[location]:
                location = (*location, self._lengths[location] - 1)
            self._skip()
            name = self._token(_KEY)
            plain = next(iter(tomllib.loads(f"{name} = 0")))
            location = self._note((*location, plain), self._at - len(name))
            if not self._take("."):
                return location

    def _value(self, location: Location) -> None:
        if len(location) > _LIMIT_DEPTH:
            raise RecursionError
        if self._take("{"):
            while not self._take("}"):
                self._pair(location)
                self._take(",")
        elif self._take("["):
            index = 0
            while not self._take("]"):
                self._value(self._note((*location, index), self._skip()))
                self._take(",")
                index += 1
        else:
            self._skip()
            self._token(_SCALAR)

    def _note(self, location: Location, at: int | None = None) -> Location:
        """Keep the first place of a location: of a table that is its first header."""
        at = self._at if at is None else at
        line = bisect_right(self._lines, at)
        self.found.setdefault(location, (line, at - self._lines[line - 1] + 1))
        return location

    def _skip(self) -> int:
        self._token(_BLANK)
        return self._at

    def _take(self, mark: str) -> bool:
        self._skip()
        is_there = self._text.startswith(mark, self._at)
        self._at += is_there
        return is_there

    def _token(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        token = match[0] if match else ""
        self._at += len(token)
        return token
