"""What is expected of the columns, cells and rows of a manifest, beyond what reading it takes."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.errors import UsageError
from compliance.model.columns import COLUMNS, Grain, Kind
from compliance.model.contract import ContractCheck

_LISTABLE = (Kind.TEXT, Kind.WORD, Kind.NAME, Kind.LICENSE)


@dataclass(frozen=True)
class Demand:
    """What a manifest must have; what every manifest must have is not said."""

    columns: tuple[str, ...] = ()
    """Canonical columns that must be there, from files, the card's map or its defaults."""
    not_null: tuple[str, ...] = ()
    """Those of which no cell may be empty."""
    vocabularies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Column and the words it may hold."""
    checks: tuple[ContractCheck, ...] = ()
    """Checks of all rows together, besides those that the card asks for."""

    @classmethod
    def of(
        cls,
        columns: Iterable[str] = (),
        not_null: Iterable[str] = (),
        vocabularies: Mapping[str, Iterable[str]] | None = None,
        checks: Iterable[str] = (),
    ) -> "Demand":
        """Return the demand in these words. Raises UsageError for a column or check that is none."""
        given = vocabularies or {}
        for name in (*columns, *not_null, *given):
            _require(name, tuple(COLUMNS), "column of manifests")
        for name in checks:
            _require(name, tuple(ContractCheck), "contract check")
        for name in given:
            if COLUMNS[name].grain is not Grain.VALUE or COLUMNS[name].kind not in _LISTABLE:
                raise UsageError(
                    f"`{name}` has no vocabulary", remedy="name a column of which rules see the value"
                )
        return cls(
            tuple(columns),
            tuple(not_null),
            tuple((name, tuple(_as_read(name, word) for word in words)) for name, words in given.items()),
            tuple(ContractCheck(name) for name in checks),
        )

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that must be there, each once."""
        return tuple(dict.fromkeys((*self.columns, *self.not_null)))

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns of which no cell may be empty: always the id."""
        return tuple(dict.fromkeys(("id", *self.not_null)))


def _require(name: str, known: tuple[str, ...], kind: str) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1) or known
        raise UsageError(
            f"{name!r} is no {kind}", remedy=f"write {' or '.join(near)}" if len(near) < 4 else ""
        )


def _as_read(column: str, word: str) -> str:
    """Return a word as it is after reading a cell of the column."""
    match COLUMNS[column].kind:
        case Kind.WORD:
            return re.sub(r"[-\s]+", "_", word.strip().lower())
        case Kind.NAME:
            return word.strip().lower()
        case _:
            return word.strip()
