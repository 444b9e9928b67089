"""Adding a waiver to `waivers.yaml`: as text, so that what people wrote there stays as they wrote it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.yaml_file import YamlFile, read_yaml
from compliance.writing import replacing

_EMPTY = re.compile(r"^waivers:[ \t]*(\[[ \t]*\]|~|null)?[ \t]*(#[^\n]*)?$", re.MULTILINE)
_LIST = "waivers"


def filled(lines: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of a waiver with what is known put in; *values* are YAML."""
    return tuple(_filled(line, values) for line in lines)


def add_waiver(path: Path, lines: Sequence[str]) -> int:
    """Add a waiver to the file, or begin it, and return the line where the waiver stands.

    *lines* are those of a file with this waiver alone. Raises ConfigurationError for a
    file that is not YAML, and UsageError when it has no list to which text can be added.
    """
    if not path.is_file():
        _write(path, "".join(f"{line}\n" for line in lines))
        return 2
    file = read_yaml(path, path.as_posix(), "waivers")
    text = path.read_text(encoding="utf-8")
    text += "" if text.endswith("\n") or not text else "\n"
    count = _count(file)
    indent = 2 if count == 0 else file.anchor((_LIST, 0)).column - len("- ") - 1
    entry = "".join(f"{' ' * indent}{line[2:]}\n" for line in lines[1:])
    if count == 0:
        text = _EMPTY.sub(lambda found: f"{_LIST}:{_comment(found)}", text, count=1)
        text += "" if re.search(rf"^{_LIST}:", text, re.MULTILINE) else f"{_LIST}:\n"
    _write_checked(path, text + entry, count + 1)
    return text.count("\n") + 1


def _filled(line: str, values: Mapping[str, str]) -> str:
    start, separator, _ = line.partition(":")
    name = start.lstrip(" #-")
    if not separator or name not in values or "." in name:
        return line
    return f"{start.replace('# ', '')}: {values[name]}"


def _count(file: YamlFile) -> int:
    value = file.value if isinstance(file.value, dict) else {}
    entries = value.get(_LIST)
    return len(entries) if isinstance(entries, list) else 0


def _comment(found: re.Match[str]) -> str:
    return f"  {found[2]}" if found[2] else ""


def _write_checked(path: Path, text: str, count: int) -> None:
    """Write the text if it reads as a file with so many waivers."""
    before = path.read_bytes()
    _write(path, text)
    try:
        if _count(read_yaml(path, path.as_posix(), "waivers")) == count:
            return
    except ConfigurationError:
        pass
    with replacing(path) as file:
        file.write(before)
    raise UsageError(f"{path} has no list to add to", remedy="paste it yourself: --print shows it")


def _write(path: Path, text: str) -> None:
    try:
        with replacing(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
