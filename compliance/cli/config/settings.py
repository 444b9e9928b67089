"""Settings: what the configuration and the environment say, before the command line has its say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.caching import VARIABLE
from compliance.cli.config.keys import Key, Shape

TABLES = ("check", "audit")
"""Commands that may have a table of their own."""
CACHING = frozenset({"cache_dir", "no_cache"})
"""Each of them contradicts the other."""


@dataclass(frozen=True)
class Setting:
    """The value of a key, and who says so."""

    key: Key
    words: tuple[str, ...]
    """As the command line would have them, paths from the working directory."""
    origin: str
    """`compliance.toml:3:1`, or an environment variable."""
    is_from_file: bool

    @property
    def value(self) -> bool | str | list[str] | None:
        """The same as a default of an option."""
        match self.key.shape:
            case Shape.FLAG:
                return self.words[0] == "true"
            case Shape.WORDS:
                return ",".join(self.words) or None
            case _:
                return list(self.words) if self.key.shape.is_list else self.words[0]


Level = Mapping[str, Setting]
"""What one place says, by key."""


@dataclass(frozen=True)
class Settings:
    """Everything that was said in the file and in the environment."""

    shared: Level = field(default_factory=dict)
    own: Mapping[str, Level] = field(default_factory=dict)
    """What the file says for one command."""
    environment: Level = field(default_factory=dict)

    def of(self, command: str) -> Level:
        """Return what holds for a command: the environment before its table, and that before the rest."""
        merged: dict[str, Setting] = {}
        for level in (self.shared, self.own.get(command, {}), self.environment):
            outdone = CACHING if CACHING & set(level) else frozenset()
            merged = {name: setting for name, setting in merged.items() if name not in outdone} | dict(level)
        return merged

    def defaults(self, command: str) -> dict[str, object]:
        """Return the same by parameter, as defaults of the options of the command."""
        return {
            setting.key.parameter: setting.value
            for setting in self.of(command).values()
            # The cache asks the environment itself, where the folder may also be `off`.
            if setting.origin != VARIABLE
        }
